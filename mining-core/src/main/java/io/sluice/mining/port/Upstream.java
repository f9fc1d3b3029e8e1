package io.sluice.mining.port;

import java.util.function.Consumer;

import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.candidate.CoinbaseOutputs;

/**
 * The pool, as the kernel sees it: a place for each candidate, a list of whom to pay, and a way for shares. Methods may be
 * called on any thread and return at once.
 */
public interface Upstream extends ShareGate {

    /**
     * Asks for a place for one more candidate, and whom to pay in it. While the pool is away there is a place without a list, under the
     * terms that it told last, in case it comes back with them; and none if it never told any.
     *
     * @param answer called once, on the pool link's loop or at once on the caller's thread
     */
    void prepare(WorkRequest request, Consumer<WorkGrant> answer);

    /** The operator's node has a new best block: while the pool is away, shares on another are stale from now on. */
    void newTip(ChainTip tip);

    /** Tells what stands in a granted place now. From here on its shares are taken. */
    void announce(BlockCandidate candidate);

    /**
     * What is asked for a new candidate.
     *
     * @param tip where it goes
     * @param value satoshi to give out
     * @param outputs whether the pool's list is wanted; without it everything goes to the pool script
     * @param urgent new blocks may push out the oldest job; a mere update waits for a free place
     */
    record WorkRequest(ChainTip tip, long value, boolean outputs, boolean urgent) {}

    /** The answer to a {@link WorkRequest}. */
    sealed interface WorkGrant {

        /**
         * There is a place.
         *
         * @param session the pool session it belongs to, as in {@link PoolTerms#session}
         * @param slot the pool's name for the place
         * @param outputs the pool's list; {@link CoinbaseOutputs#NONE} if none was asked for or none came in time
         */
        record Granted(long session, int slot, CoinbaseOutputs outputs) implements WorkGrant {}

        /** There is none now. The text says why. */
        record Refused(String why) implements WorkGrant {}
    }

    /** Hears about the pool. Called on the pool link's loop. */
    interface Listener {

        /** The pool is ready for work under these terms; called again whenever they change. */
        void poolReady(PoolTerms terms);

        /** The link is down or not yet ready. The text says why, in one sentence. */
        void poolAway(String why);

        /** The pool says that there is a new block. It only makes us ask our own node. */
        void blockNotified();
    }
}
