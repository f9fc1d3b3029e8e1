package io.sluice.simulation.planted;

import java.util.Optional;

/** A simulation of one rule: no number is larger than three. */
public final class TinyWorld {

    private TinyWorld() {}

    /** What {@link PlantedWorld} asks. */
    public static Optional<String> firstFailure(long seed) {
        return seed % 10 > limit() ? Optional.of("seed " + seed + " is too large") : Optional.empty();
    }

    private static long limit() {
        return 9;
    }
}
