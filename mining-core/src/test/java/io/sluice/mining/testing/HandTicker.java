package io.sluice.mining.testing;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.sluice.mining.time.Ticker;

/**
 * A ticker that stands still until a test moves it. It begins shortly before its number overflows, as a real one may.
 *
 * <p>Safe on any thread.
 */
public final class HandTicker implements Ticker {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(5).toNanos());

    @Override
    public long nanos() {
        return now.get();
    }

    public void advance(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException("a ticker only goes forward");
        }
        now.addAndGet(step.toNanos());
    }

    public void advanceSeconds(long seconds) {
        advance(Duration.ofSeconds(seconds));
    }

    public void advanceMillis(long millis) {
        advance(Duration.ofMillis(millis));
    }
}
