package io.sluice.mining.time;

/**
 * A clock that only goes forward: for durations. The wall clock ({@link java.time.InstantSource}) may jump, so it tells what
 * time to write into a header and nothing else.
 */
@FunctionalInterface
public interface Ticker {

    /** Nanoseconds since an arbitrary moment; only differences mean something. Any thread. */
    long nanos();
}
