package io.sluice.mining.candidate;

import java.util.OptionalLong;

import io.sluice.wire.type.Bytes;

/**
 * Everything that the coinbases of one candidate are made from, whatever their class (DATUM section 7).
 *
 * @param height of the block, pushed first (BIP 34)
 * @param primaryTag the pool's tag on pool work, else the operator's; UTF-8 or any bytes without zero
 * @param secondaryTag the operator's own tag; may be empty
 * @param uniqueId 16 bits that tell gateways of one owner apart
 * @param primeId the pool's id on pool work, unsigned 32 bits; empty for a gateway that never saw a pool
 * @param jobPrefix 16 bits that differ from candidate to candidate
 * @param baseScript who gets what the payouts leave: the pool's script, or the operator's on solo work
 * @param value satoshi to give out
 * @param outputs the pool's list
 */
public record CoinbaseRecipe(
        int height,
        Bytes primaryTag,
        Bytes secondaryTag,
        int uniqueId,
        OptionalLong primeId,
        int jobPrefix,
        Bytes baseScript,
        long value,
        CoinbaseOutputs outputs) {

    public CoinbaseRecipe {
        if (uniqueId < 0 || uniqueId > 0xffff) {
            throw new IllegalArgumentException("coinbase unique id out of range: " + uniqueId);
        }
        if (jobPrefix < 0 || jobPrefix > 0xffff) {
            throw new IllegalArgumentException("job prefix out of range: " + jobPrefix);
        }
        if (baseScript.isEmpty() || baseScript.length() > 64) {
            throw new IllegalArgumentException("a payout script has 1 to 64 bytes, not " + baseScript.length());
        }
    }
}
