package io.sluice.pool.chain;

/** How work stands to the chain, by the block it builds on. */
public sealed interface Standing {

    /** It builds on the tip. */
    record Current(PoolTip tip) implements Standing {}

    /** It builds on the tip before, which was replaced only a moment ago. */
    record Late(PoolTip tip) implements Standing {}

    /**
     * It builds on a block we do not know, as the child of our tip would be: the gateway's node may be quicker than ours.
     *
     * @param tip the tip that it seems to be ahead of
     */
    record Early(PoolTip tip) implements Standing {}

    /** It builds on anything else. */
    record Stale() implements Standing {}

    /** The pool's node has not told any tip yet. */
    record Unknown() implements Standing {}
}
