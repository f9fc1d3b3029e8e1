package io.sluice.mining.bitcoin;

/** When a network may ask for another nBits in the next block than it asked for in the last. */
public enum Retargeting {

    /** Never: every block has the same. */
    NEVER,
    /** At every height that {@link #INTERVAL} divides. */
    AT_INTERVALS,
    /** At those heights, and for any block that comes 20 minutes or more behind its parent. */
    ALSO_AFTER_20_MINUTES;

    /** Blocks between two adjustments of the difficulty. */
    public static final int INTERVAL = 2016;

    /** Whether the nBits of the block at {@code height} is not known from its parent alone. */
    public boolean mayChangeAt(int height) {
        return switch (this) {
            case NEVER -> false;
            case AT_INTERVALS -> height % INTERVAL == 0;
            case ALSO_AFTER_20_MINUTES -> true;
        };
    }
}
