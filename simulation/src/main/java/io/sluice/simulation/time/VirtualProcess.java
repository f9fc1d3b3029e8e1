package io.sluice.simulation.time;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/**
 * A program that runs, until it is killed. Everything it started dies with it: its loops, its tasks, what it waits for.
 *
 * <p>One thread.
 */
public final class VirtualProcess {

    private static final long SHORTEST_TASK = 20_000;
    private static final long LONGEST_TASK = 30_000_000;

    private final String name;
    private final VirtualTime time;
    private final Chance chance;
    private final BiConsumer<VirtualProcess, Throwable> mistakes;
    private final List<Runnable> lastWill = new ArrayList<>();
    private boolean alive = true;
    private long clockOffset;
    private final List<VirtualLoop> loops = new ArrayList<>();

    /** @param mistakes told of every exception that a task of this program let escape */
    public VirtualProcess(
            String name, VirtualTime time, Chance chance, BiConsumer<VirtualProcess, Throwable> mistakes) {
        this.name = name;
        this.time = time;
        this.chance = chance;
        this.mistakes = mistakes;
    }

    public String name() {
        return name;
    }

    public boolean isAlive() {
        return alive;
    }

    public VirtualTime time() {
        return time;
    }

    /** Ends it at once, as kill -9 does: nothing of it runs any more, and its connections are reset. */
    public void kill() {
        if (alive) {
            alive = false;
            List.copyOf(lastWill).forEach(Runnable::run);
            lastWill.clear();
        }
    }

    /** What happens when it dies. */
    public void atDeath(Runnable what) {
        lastWill.add(what);
    }

    /** Its machine's wall clock. */
    public InstantSource clock() {
        return () -> time.instant().plusNanos(clockOffset);
    }

    /** Moves its wall clock. */
    public void jumpClock(long nanos) {
        clockOffset += nanos;
    }

    /** Tasks that wait in its loops. */
    public int waitingTasks() {
        return loops.stream().mapToInt(VirtualLoop::waiting).sum();
    }

    /** One more event loop. */
    public VirtualLoop newLoop() {
        VirtualLoop loop = new VirtualLoop(this, chance.of("loop " + loops.size()));
        loops.add(loop);
        return loop;
    }

    /** Threads that do one task each, in no order. */
    public Executor workers() {
        return task -> time.after(chance.delay(SHORTEST_TASK, LONGEST_TASK), () -> run(task));
    }

    /** One thread that does task after task. */
    public Executor oneWorker() {
        VirtualLoop worker = newLoop();
        return worker;
    }

    /** Does something of this program's now, outside of any loop, if it lives. */
    public void run(Runnable task) {
        if (alive) {
            try {
                task.run();
            } catch (ProcessDied died) {
                kill();
            } catch (Throwable mistake) {
                mistakes.accept(this, mistake);
            }
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
