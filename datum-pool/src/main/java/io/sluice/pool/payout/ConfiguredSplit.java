package io.sluice.pool.payout;

import java.util.List;

import io.sluice.datum.message.PayoutList;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.wire.type.Bytes;

/**
 * A split by fixed parts, from the configuration: of every value, each payee gets so many parts of the whole, rounded down.
 *
 * @param payees at most {@value #MOST_PAYEES}; the same script twice is two outputs
 * @param poolParts what stays with the pool, which also gets what rounding leaves; may be 0
 */
public record ConfiguredSplit(List<Payee> payees, int poolParts) implements PayoutPlan {

    /** More would not fit an answer whatever their scripts. */
    public static final int MOST_PAYEES = PayoutList.MOST_OUTPUTS;

    /** Keeps a remainder times a part within 63 bits. */
    private static final long MOST_PARTS = Integer.MAX_VALUE;

    /**
     * Somebody who is paid.
     *
     * @param script output script, 2 to 64 bytes
     * @param parts at least 1
     */
    public record Payee(Bytes script, int parts) {

        public Payee {
            if (script.length() < PayoutList.SHORTEST_SCRIPT || script.length() > PayoutList.LONGEST_SCRIPT) {
                throw new IllegalArgumentException("A payee's script has " + script.length() + " bytes; gateways take "
                        + PayoutList.SHORTEST_SCRIPT + " to " + PayoutList.LONGEST_SCRIPT + ".");
            }
            if (parts < 1) {
                throw new IllegalArgumentException("A payee gets at least one part, not " + parts + ".");
            }
        }
    }

    public ConfiguredSplit {
        payees = List.copyOf(payees);
        if (payees.size() > MOST_PAYEES) {
            throw new IllegalArgumentException("There are " + payees.size() + " payees; a coinbase takes "
                    + MOST_PAYEES + " at most.");
        }
        if (poolParts < 0 || poolParts + payees.stream().mapToLong(Payee::parts).sum() > MOST_PARTS) {
            throw new IllegalArgumentException("The parts of a split lie between 0 and " + MOST_PARTS + " in all.");
        }
    }

    /** Everything to the pool. */
    public static ConfiguredSplit nobody() {
        return new ConfiguredSplit(List.of(), 1);
    }

    @Override
    public List<TxOutput> payouts(long value) {
        long whole = poolParts + payees.stream().mapToLong(Payee::parts).sum();
        return payees.stream().map(payee -> new TxOutput(share(value, payee.parts(), whole), payee.script())).toList();
    }

    /** floor(value * parts / whole), without a product that could overflow. */
    private static long share(long value, int parts, long whole) {
        return value / whole * parts + value % whole * parts / whole;
    }
}
