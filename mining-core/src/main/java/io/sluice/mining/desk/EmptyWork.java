package io.sluice.mining.desk;

/**
 * When miners are given a block without transactions to mine, in the moments before the full one of a new height is ready. Such work pays the
 * subsidy alone, and on work for a pool all of it to the pool.
 */
public enum EmptyWork {
    /** Solo as {@link #TIP}, for a pool as {@link #TEMPLATE}. */
    AUTO,
    /** As soon as the node has a new best block, from its header alone. */
    TIP,
    /** When the node has given its template for the new height; full work is right behind it. */
    TEMPLATE,
    /** Never. */
    OFF;

    /** Whether it may ever begin before there is a template. */
    boolean readsHeaders() {
        return this == TIP || this == AUTO;
    }

    /** Whether it begins before there is a template. */
    boolean atTip(boolean solo) {
        return this == TIP || this == AUTO && solo;
    }

    /** Whether it begins when there is one. Solo there is nothing to wait for: full work is ready at once. */
    boolean atTemplate(boolean solo) {
        return !solo && (this == TEMPLATE || this == AUTO);
    }
}
