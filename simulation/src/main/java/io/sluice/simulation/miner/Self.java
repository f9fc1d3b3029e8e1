package io.sluice.simulation.miner;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import io.sluice.simulation.trace.Happening;

/**
 * Who a miner is, what it takes from its world and what its world wants of it: what all its parts share, from one connection to
 * the next.
 *
 * @param name of the trace's subject
 */
record Self(String name, MinerTools tools, Orders orders) {

    void see(Happening happening) {
        tools.trace().see(happening);
    }

    /** Tells the trace of something odd. */
    void remark(String words) {
        see(new Happening.Oddity(name, words));
    }

    RandomGenerator random() {
        return tools.random();
    }

    ScheduledFuture<?> after(Duration pause, Runnable task) {
        return tools.loop().schedule(task, pause.toNanos(), TimeUnit.NANOSECONDS);
    }
}
