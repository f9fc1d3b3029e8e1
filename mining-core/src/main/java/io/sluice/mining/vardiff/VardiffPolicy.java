package io.sluice.mining.vardiff;

import io.sluice.mining.bitcoin.DifficultyOne;

/**
 * What the operator wants of difficulties.
 *
 * @param one what difficulty one means on this network
 * @param sharesPerMinute the rate to aim at, above 0; 8 by default
 * @param start for miners that say nothing about themselves
 * @param floor never easier than this
 * @param ceiling never harder than this; equal to the floor means a fixed difficulty
 * @param belowMinimum whether a small miner may get an easier target than the pool's minimum, its easy shares staying local
 */
public record VardiffPolicy(
        DifficultyOne one,
        double sharesPerMinute,
        ShareDifficulty start,
        ShareDifficulty floor,
        ShareDifficulty ceiling,
        boolean belowMinimum) {

    /** The ruling's aim. */
    public static final double DEFAULT_SHARES_PER_MINUTE = 8;

    public VardiffPolicy {
        if (!(sharesPerMinute > 0) || Double.isInfinite(sharesPerMinute)) {
            throw new IllegalArgumentException("shares per minute must be a number above zero: " + sharesPerMinute);
        }
        if (floor.compareTo(ceiling) > 0) {
            throw new IllegalArgumentException("the floor " + floor + " is harder than the ceiling " + ceiling);
        }
    }

    /** The nearest difficulty between floor and ceiling. */
    public ShareDifficulty clamp(ShareDifficulty wish) {
        return new ShareDifficulty(Math.clamp(wish.exponent(), floor.exponent(), ceiling.exponent()));
    }

    /** The difficulty at which this many hashes a second give the aimed share rate; the start for zero. */
    public ShareDifficulty forHashRate(double hashesPerSecond) {
        if (!(hashesPerSecond > 0) || Double.isInfinite(hashesPerSecond)) {
            return clamp(start);
        }
        double hashesPerShare = hashesPerSecond * 60 / sharesPerMinute;
        double difficulty = hashesPerShare / one.target().expectedHashes();
        return clamp(ShareDifficulty.clamped(Math.getExponent(difficulty)));
    }
}
