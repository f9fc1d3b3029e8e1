package io.sluice.mining.candidate;

import java.util.List;

import io.sluice.mining.bitcoin.TxOutput;

/**
 * Whom the pool wants paid in one block: its list, most important first. What the list leaves goes to the pool script.
 *
 * @param coinbaserId the pool's name for this list, 1 to 255; 0 when there is no list
 * @param payouts in the pool's order; values sum up to at most the coinbase value they were asked for
 */
public record CoinbaseOutputs(int coinbaserId, List<TxOutput> payouts) {

    /** No list: everything to the pool script. */
    public static final CoinbaseOutputs NONE = new CoinbaseOutputs(0, List.of());

    public CoinbaseOutputs {
        payouts = List.copyOf(payouts);
        if (coinbaserId < 0 || coinbaserId > 255) {
            throw new IllegalArgumentException("coinbaser id out of range: " + coinbaserId);
        }
    }

    public boolean isEmpty() {
        return payouts.isEmpty();
    }
}
