package io.sluice.mining.sv2;

import java.time.Duration;

import io.sluice.mining.time.Ticker;

/** A moment that passes. */
final class Deadline {

    private final Ticker ticker;
    private final long from;
    private final long nanos;

    /** So much later than now. */
    Deadline(Ticker ticker, Duration patience) {
        this.ticker = ticker;
        this.from = ticker.nanos();
        this.nanos = patience.toNanos();
    }

    boolean hasPassed() {
        return ticker.nanos() - from >= nanos;
    }
}
