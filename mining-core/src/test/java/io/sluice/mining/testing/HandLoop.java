package io.sluice.mining.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.time.Ticker;

/** A loop and its clocks that run only when a test moves them, on the test's own thread. */
public final class HandLoop extends AbstractExecutorService implements ScheduledExecutorService, Ticker, InstantSource {

    private static final Instant START = Instant.parse("2025-11-23T13:36:40Z");

    private final PriorityQueue<Task<?>> tasks = new PriorityQueue<>(
            Comparator.<Task<?>>comparingLong(task -> task.due).thenComparingLong(task -> task.number));
    private long now;
    private long numbers;

    /** Runs all that is due now, and what that makes due. */
    public void run() {
        advance(Duration.ZERO);
    }

    /** Lets time pass; whatever becomes due runs at its own moment. */
    public void advance(Duration step) {
        long until = now + step.toNanos();
        for (Task<?> next = tasks.peek(); next != null && next.due <= until; next = tasks.peek()) {
            tasks.remove();
            now = Math.max(now, next.due);
            next.runOrFail();
        }
        now = until;
    }

    public void advanceSeconds(long seconds) {
        advance(Duration.ofSeconds(seconds));
    }

    /** Tasks that wait for their moment. */
    public int waiting() {
        return tasks.size();
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public Instant instant() {
        return START.plusNanos(now);
    }

    @Override
    public void execute(Runnable command) {
        schedule(command, 0, TimeUnit.NANOSECONDS);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(new Task<>(command, dueAfter(delay, unit)));
    }

    @Override
    public <V extends @Nullable Object> ScheduledFuture<V> schedule(
            Callable<V> callable, long delay, TimeUnit unit) {
        return add(new Task<>(callable, dueAfter(delay, unit)));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long delay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException("a task that repeats schedules itself anew");
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long delay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException("a task that repeats schedules itself anew");
    }

    @Override
    public void shutdown() {
        tasks.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
        tasks.clear();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }

    private long dueAfter(long delay, TimeUnit unit) {
        return now + Math.max(0, unit.toNanos(delay));
    }

    private <V extends @Nullable Object> Task<V> add(Task<V> task) {
        tasks.add(task);
        return task;
    }

    private final class Task<V extends @Nullable Object> extends FutureTask<V> implements ScheduledFuture<V> {

        private final long due;
        private final long number = numbers++;

        @SuppressWarnings("NullAway") // a Runnable has no result, and none is asked for
        Task(Runnable command, long due) {
            super(command, null);
            this.due = due;
        }

        Task(Callable<V> callable, long due) {
            super(callable);
            this.due = due;
        }

        /** A task that fails fails the test. */
        void runOrFail() {
            run();
            if (!isCancelled() && state() == State.FAILED) {
                throw new AssertionError("a task failed", exceptionNow());
            }
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - now, TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
