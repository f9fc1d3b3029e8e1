package io.sluice.pool.payout;

import java.util.List;

import io.sluice.mining.bitcoin.TxOutput;

/**
 * Decides who is paid. Safe on any thread, and quick: a gateway waits for the answer with its next job.
 */
@FunctionalInterface
public interface PayoutPlan {

    /**
     * Who gets what of a block that may pay {@code value} satoshi.
     *
     * @return in any order, together at most {@code value}; what is left goes to the pool
     */
    List<TxOutput> payouts(long value);
}
