package io.sluice.mining.sv2;

import java.time.Duration;

import io.sluice.mining.time.Ticker;

/**
 * Counts useless messages against a client and forgives one each second, so that only a flood of them counts. With each channel that the
 * client has more is borne: a new block makes the shares of all of them late at once.
 */
final class Offences {

    /** Shares of one channel that may be on their way when they become stale. */
    static final int FOR_EACH_CHANNEL = 4;

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

    /** @param channels that the client has open */
    boolean areTooMany(int channels) {
        return count > limit + (long) FOR_EACH_CHANNEL * channels;
    }
}
