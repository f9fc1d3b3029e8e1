package io.sluice.simulation.rule;

import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Happening.PoolCounted;
import io.sluice.simulation.trace.Happening.PoolOffered;
import io.sluice.simulation.trace.Happening.PoolRefused;
import io.sluice.simulation.world.SimulatedWorld;

/** A pool with other keys than the configured ones is given no share and asked for no payout list. */
final class StrangersGetNothing implements Rule {

    private final SimulatedWorld world;

    StrangersGetNothing(SimulatedWorld world) {
        this.world = world;
    }

    @Override
    public String name() {
        return "nobody works for a pool with other keys than the configured ones";
    }

    @Override
    public void see(Happening happening) {
        boolean gotSomething = switch (happening) {
            case PoolCounted _,PoolRefused _,PoolOffered _ -> true;
            default -> false;
        };
        if (gotSomething && world.pool().isStranger()) {
            throw new RuleBroken(name(), happening.subject(), "a pool with other keys " + happening.words());
        }
    }
}
