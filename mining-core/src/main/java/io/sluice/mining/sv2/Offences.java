package io.sluice.mining.sv2;

import java.time.Duration;

import io.sluice.mining.time.Ticker;

/** Counts useless messages against a client and forgives one each second, so that only a flood of them counts. */
final class Offences {

    private static final long FORGIVEN_EVERY = Duration.ofSeconds(1).toNanos();

    private final int limit;
    private final Ticker ticker;
    private long count;
    private long forgivenUntil;

    Offences(int limit, Ticker ticker) {
        this.limit = limit;
        this.ticker = ticker;
        this.forgivenUntil = ticker.nanos();
    }

    void add() {
        long forgiven = (ticker.nanos() - forgivenUntil) / FORGIVEN_EVERY;
        forgivenUntil += forgiven * FORGIVEN_EVERY;
        count = Math.max(0, count - forgiven) + 1;
    }

    /** A good share makes up for something bad. */
    void forgive() {
        count = Math.max(0, count - 1);
    }

    boolean areTooMany() {
        return count > limit;
    }
}
