package io.sluice.app.config;

import java.util.Optional;

import io.sluice.mining.bitcoin.DifficultyOne;
import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.vardiff.ShareDifficulty;
import io.sluice.mining.vardiff.VardiffPolicy;

/**
 * Section {@code [difficulty]}: how hard shares are. All numbers are relative to the network's difficulty one and become powers of
 * two.
 *
 * @param sharesPerMinute that each miner shall find
 * @param start for miners that say nothing about themselves
 * @param minimum never easier; absent: as easy as a miner needs
 * @param maximum never harder
 * @param fixed the same for all and for ever, for load tests
 * @param belowPoolMinimum whether a small miner may get an easier target than the pool's minimum
 */
public record DifficultyConfig(
        double sharesPerMinute,
        Optional<Double> start,
        Optional<Double> minimum,
        Optional<Double> maximum,
        Optional<Double> fixed,
        boolean belowPoolMinimum) {

    private static final double DEFAULT_START = 16_384;
    private static final double LARGEST = 0x1p63;

    static DifficultyConfig read(ConfigReader in) {
        return new DifficultyConfig(
                in.positive("difficulty.shares_per_minute", VardiffPolicy.DEFAULT_SHARES_PER_MINUTE, 6000),
                optional(in, "difficulty.start"),
                optional(in, "difficulty.minimum"),
                optional(in, "difficulty.maximum"),
                optional(in, "difficulty.fixed"),
                in.flag("difficulty.below_pool_minimum", true));
    }

    /** The kernel's policy on a network. */
    public VardiffPolicy policy(Network network) {
        DifficultyOne one = network.difficultyOne();
        ShareDifficulty floor = minimum.or(() -> fixed).map(DifficultyConfig::down).orElse(ShareDifficulty.EASIEST);
        ShareDifficulty ceiling = fixed.or(() -> maximum).map(DifficultyConfig::down).orElse(ShareDifficulty.HARDEST);
        // Where difficulty one is another, the usual start would be out of anybody's reach.
        double usual = one.equals(DifficultyOne.STANDARD) ? DEFAULT_START : 1;
        ShareDifficulty first = down(fixed.or(() -> start).orElse(usual));
        return new VardiffPolicy(one, sharesPerMinute, first, fixed.isPresent() ? ceiling : floor, ceiling,
                belowPoolMinimum);
    }

    private static ShareDifficulty down(double difficulty) {
        return ShareDifficulty.clamped(Math.getExponent(difficulty));
    }

    private static Optional<Double> optional(ConfigReader in, String key) {
        return in.has(key) ? Optional.of(in.positive(key, 1, LARGEST)) : Optional.empty();
    }
}
