package io.sluice.pool.payout;

import java.util.List;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.TxOutput;

/**
 * A payout list that was given out, by what a gateway names it with.
 *
 * @param prevHash the block to build on
 * @param value satoshi to pay out
 * @param coinbaserId 1 to 255
 * @param payouts in the order of the answer; at least one
 */
public record PayoutOffer(BlockHash prevHash, long value, int coinbaserId, List<TxOutput> payouts) {

    public PayoutOffer {
        payouts = List.copyOf(payouts);
    }
}
