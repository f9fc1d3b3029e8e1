package io.sluice.simulation.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import io.sluice.app.wiring.Cryptography;
import io.sluice.simulation.fault.Fault;
import io.sluice.simulation.fault.Faults;
import io.sluice.simulation.run.Simulation.Outcome;
import io.sluice.simulation.run.Simulation.Size;
import io.sluice.simulation.time.Chance;

/** Many seeds, several worlds at a time, each in one thread of its own. */
public final class Campaign {

    private static final int RUNS_TO_SHRINK = 120;

    private final Size size;
    private final Cryptography crypto;
    private final Coverage coverage = new Coverage();
    private final List<Failure> failures = new ArrayList<>();
    private long worlds;
    private long steps;

    public Campaign(Size size) {
        this.size = size;
        this.crypto = Cryptography.best(new Chance(0));
    }

    /**
     * Runs these seeds.
     *
     * @param threads so many worlds at a time
     * @param progress told after each world, in the order of the seeds
     */
    public void run(List<Long> seeds, int threads, Consumer<Outcome> progress) throws InterruptedException {
        try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
            List<Future<Outcome>> running = new ArrayList<>();
            for (long seed : seeds) {
                running.add(workers.submit(() -> Simulation.run(seed, size, crypto)));
            }
            for (Future<Outcome> world : running) {
                Outcome outcome = get(world);
                take(outcome);
                progress.accept(outcome);
            }
        }
    }

    /** The same failure with as few faults as can be found. */
    public Failure shrink(Failure failure) {
        Outcome failed = Simulation.run(failure.seed(), size, crypto);
        return new Shrinker(plan -> Simulation.run(failure.seed(), size, crypto, plan), RUNS_TO_SHRINK)
                .shrink(failed)
                .failure()
                .orElse(failure);
    }

    /** What broke, in the order of the seeds. */
    public List<Failure> failures() {
        return List.copyOf(failures);
    }

    /** How often each fault met each state. */
    public Coverage coverage() {
        return coverage;
    }

    /** Faults that did not strike in any world. */
    public Set<String> neverStruck() {
        return coverage.missing(Faults.ALL.stream().map(Fault::name).collect(Collectors.toSet()));
    }

    public long worlds() {
        return worlds;
    }

    /** Events of all worlds. */
    public long steps() {
        return steps;
    }

    private static Outcome get(Future<Outcome> world) throws InterruptedException {
        try {
            return world.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the simulation itself is broken", e.getCause());
        }
    }

    private void take(Outcome outcome) {
        worlds++;
        steps += outcome.steps();
        coverage.add(outcome.coverage());
        outcome.failure().ifPresent(failures::add);
    }
}
