package io.sluice.simulation.rule;

import io.sluice.simulation.time.VirtualProcess;
import io.sluice.simulation.world.SimulatedWorld;

/** What waits is bounded: tasks of loops, and all that the world itself has to do. */
final class MemoryIsBounded implements Rule {

    private static final int MOST_TASKS = 20_000;
    private static final int MOST_EVENTS = 200_000;

    private final SimulatedWorld world;

    MemoryIsBounded(SimulatedWorld world) {
        this.world = world;
    }

    @Override
    public String name() {
        return "queues are bounded";
    }

    @Override
    public void afterSecond() {
        world.gateway().process().map(VirtualProcess::waitingTasks).filter(tasks -> tasks > MOST_TASKS)
                .ifPresent(tasks -> {
                    throw new RuleBroken(name(), "gateway", tasks + " tasks wait in the gateway's loops");
                });
        if (world.time().waiting() > MOST_EVENTS) {
            throw new RuleBroken(name(), "world", world.time().waiting() + " events wait");
        }
    }
}
