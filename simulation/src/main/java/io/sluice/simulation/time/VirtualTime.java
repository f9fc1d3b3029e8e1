package io.sluice.simulation.time;

import java.time.Instant;
import java.util.PriorityQueue;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.time.Ticker;

/**
 * The clock and the only queue of the world. Events of the same moment happen in an order that chance decides.
 *
 * <p>One thread.
 */
public final class VirtualTime {

    /** When every world begins. */
    public static final Instant BEGINNING = Instant.parse("2026-11-24T00:00:00Z");

    private record Event(long at, long order, Runnable what) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Event> queue = new PriorityQueue<>();
    private final Chance chance;
    private long now;
    private long steps;
    private @Nullable Object running;

    public VirtualTime(Chance chance) {
        this.chance = chance;
    }

    /** Nanoseconds since the beginning. */
    public long nanos() {
        return now;
    }

    /** As the programs' own ticker. */
    public Ticker ticker() {
        return this::nanos;
    }

    /** The moment, as a clock that is right shows it. */
    public Instant instant() {
        return BEGINNING.plusNanos(now);
    }

    /** How many events there have been. */
    public long steps() {
        return steps;
    }

    /** What waits to happen. */
    public int waiting() {
        return queue.size();
    }

    /** Whose turn it is: the loop that runs at this moment, if it is one. */
    public @Nullable Object running() {
        return running;
    }

    /** Lets something happen so many nanoseconds from now. */
    public void after(long nanos, Runnable what) {
        at(now + Math.max(0, nanos), what);
    }

    /** Lets something happen at that time, or now if that is past. */
    public void at(long nanos, Runnable what) {
        queue.add(new Event(Math.max(now, nanos), chance.nextLong(), what));
    }

    /** Lets the next event happen, if there is one up to {@code end}; if there is none, it is {@code end} now. */
    public boolean step(long end) {
        Event next = queue.peek();
        if (next == null || next.at > end) {
            now = Math.max(now, end);
            return false;
        }
        queue.poll();
        now = next.at;
        steps++;
        next.what.run();
        return true;
    }

    /** Runs something as {@code who}. */
    void runAs(Object who, Runnable what) {
        Object before = running;
        running = who;
        try {
            what.run();
        } finally {
            running = before;
        }
    }
}
