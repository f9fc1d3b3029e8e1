package io.sluice.pool.chain;

/**
 * What the node said about a block.
 *
 * @param words the node's own, or why there are none; for log and ledger
 */
public record BlockAnswer(Outcome outcome, String words) {

    /** The kinds of answers, as far as they differ for the pool. */
    public enum Outcome {
        /** The block is part of the chain. */
        ACCEPTED,
        /** The node had it already: the gateway's own submission was quicker. */
        ALREADY_KNOWN,
        /** Another block took its place. */
        LOST_RACE,
        /** The block is not valid; something is wrong that costs money. */
        REFUSED,
        /** The node could not be asked. */
        NO_ANSWER,
        /** The pool had not all of the block; what the gateway does with it decides. */
        NOT_SUBMITTED
    }
}
