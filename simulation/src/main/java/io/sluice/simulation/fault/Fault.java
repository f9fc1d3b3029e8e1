package io.sluice.simulation.fault;

import io.sluice.simulation.time.Chance;
import io.sluice.simulation.world.SimulatedWorld;

/**
 * Something that can happen to a world.
 *
 * @param name a clause that a story can be told with
 * @param strike does it; what lasts is undone through {@link SimulatedWorld#undoAfter}
 */
public record Fault(String name, Strike strike) {

    /** Does it. */
    @FunctionalInterface
    public interface Strike {
        /** @param chance of this one strike */
        void on(SimulatedWorld world, Chance chance);
    }
}
