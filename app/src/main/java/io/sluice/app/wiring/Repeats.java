package io.sluice.app.wiring;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import io.sluice.mining.time.Ticker;

/**
 * Remembers what was said lately, so that troubles that come again and again do not fill the log: each is news once in
 * {@link #QUIET}, and no more than {@link #MOST} are.
 *
 * <p>Belongs to one thread.
 */
final class Repeats {

    static final Duration QUIET = Duration.ofMinutes(10);
    static final int MOST = 8;

    private final Ticker ticker;
    private final Map<String, Long> saidAt = new HashMap<>();

    Repeats(Ticker ticker) {
        this.ticker = ticker;
    }

    /** Whether this is to be said now. */
    boolean isNews(String what) {
        long now = ticker.nanos();
        saidAt.values().removeIf(at -> now - at >= QUIET.toNanos());
        return saidAt.size() < MOST && saidAt.putIfAbsent(what, now) == null;
    }
}
