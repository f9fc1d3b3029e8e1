package io.sluice.mining.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands still until a test moves it.
 *
 * <p>Safe on any thread.
 */
public final class HandClock implements InstantSource {

    private final AtomicReference<Instant> now;

    /** Stands at an arbitrary moment in the year 2025, always the same. */
    public HandClock() {
        this(Instant.parse("2025-11-23T13:36:40Z"));
    }

    public HandClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /** Moves on by so much; time does not go back this way. */
    public void advance(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException("to turn the clock back, set it");
        }
        now.updateAndGet(before -> before.plus(step));
    }

    public void advanceSeconds(long seconds) {
        advance(Duration.ofSeconds(seconds));
    }

    public void advanceMillis(long millis) {
        advance(Duration.ofMillis(millis));
    }

    /** Jumps, backwards too, as a wall clock may. */
    public void set(Instant instant) {
        now.set(instant);
    }
}
