package io.sluice.mining.candidate;

import io.sluice.mining.bitcoin.ProofOfTarget;

/** For whom a candidate is made. Decided when it is made and never after. */
public sealed interface Birth {

    /** Whether work of both births may lie side by side: in one session of a pool, or for the operator alone. */
    default boolean goesWith(Birth other) {
        return switch (this) {
            case Pool pool -> other instanceof Pool another && another.session() == pool.session();
            case Solo _ -> other instanceof Solo;
        };
    }

    /**
     * Work for a pool.
     *
     * @param session the pool session it was made in
     * @param slot the pool's name for its place
     * @param minimum the least difficulty its coinbases may commit to
     */
    record Pool(long session, int slot, ProofOfTarget minimum) implements Birth {}

    /** Work for the operator alone: nothing about it ever goes to a pool. */
    record Solo() implements Birth {}
}
