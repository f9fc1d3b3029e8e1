package io.sluice.simulation.time;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Chance that a seed decides. Every part of the world has a stream of its own, found by name: what one part draws does not change
 * what another gets, so that a fault can be left out and the rest stays as it was.
 */
public final class Chance implements RandomGenerator {

    private final long seed;
    private final SplittableRandom random;

    public Chance(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** The stream of a part of the world. */
    public Chance of(String part) {
        long mixed = seed;
        for (int i = 0; i < part.length(); i++) {
            mixed = (mixed ^ part.charAt(i)) * 0x100000001b3L + 0x9e3779b97f4a7c15L;
        }
        return new Chance(mixed);
    }

    @Override
    public long nextLong() {
        return random.nextLong();
    }

    /** True so often. */
    public boolean happens(double probability) {
        return nextDouble() < probability;
    }

    /** A time between these two, both in nanoseconds, short ones being likelier: what delays are like. */
    public long delay(long least, long most) {
        double skewed = nextDouble() * nextDouble() * nextDouble();
        return least + (long) ((most - least) * skewed);
    }

    /** The time until something that happens so often on average, nanoseconds. */
    public long until(Duration mean) {
        return (long) (-Math.log1p(-nextDouble()) * mean.toNanos());
    }

    /** One of these. */
    public <T> T oneOf(List<T> all) {
        return all.get(nextInt(all.size()));
    }
}
