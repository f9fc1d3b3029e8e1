package io.sluice.mining.bitcoin;

import io.sluice.wire.type.Bytes;

/**
 * One output of a transaction: how much, and who can spend it.
 *
 * @param value satoshi, 0 to 21 million coins
 * @param script the output script
 */
public record TxOutput(long value, Bytes script) {

    /** More satoshi than this can not exist. */
    public static final long MAX_MONEY = 21_000_000L * 100_000_000L;

    public TxOutput {
        if (value < 0 || value > MAX_MONEY) {
            throw new IllegalArgumentException("an output of " + value + " satoshi can not exist");
        }
    }
}
