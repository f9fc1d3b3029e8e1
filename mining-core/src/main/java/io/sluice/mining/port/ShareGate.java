package io.sluice.mining.port;

import io.sluice.mining.ledger.ShareLedger;
import io.sluice.mining.share.AcceptedShare;

/**
 * The one question between a good share and the answer "accepted": can it still go where it is meant to go? Asked before the
 * miner is told, since a share that is known not to reach the pool must not be called accepted. A share that is admitted is in
 * the ledger when this returns.
 */
@FunctionalInterface
public interface ShareGate {

    /** What became of the question. */
    enum Admission {
        /** Booked, as local or as queued. Tell the miner "accepted". */
        ADMITTED,
        /** Its job can no longer reach the pool: tell the miner "stale". */
        STALE,
        /** No room before the pool: tell the miner an error that is not its fault, and never "accepted". */
        OVERLOADED
    }

    /**
     * Called on the loop of the connection that found the share. Never blocks.
     *
     * @param lane the ledger lane of that loop
     */
    Admission admit(AcceptedShare share, ShareLedger.Lane lane);
}
