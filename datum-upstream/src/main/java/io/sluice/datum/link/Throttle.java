package io.sluice.datum.link;

import java.time.Duration;

import io.sluice.mining.time.Ticker;

/**
 * Lets so many things through a minute, so that nobody can fill a log.
 *
 * <p>Belongs to the pool link's loop.
 */
final class Throttle {

    static final int PER_MINUTE = 20;

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private final Ticker ticker;
    private long minuteBegan;
    private int let;

    Throttle(Ticker ticker) {
        this.ticker = ticker;
        this.minuteBegan = ticker.nanos();
    }

    boolean lets() {
        long now = ticker.nanos();
        if (now - minuteBegan >= MINUTE) {
            minuteBegan = now;
            let = 0;
        }
        return let++ < PER_MINUTE;
    }
}
