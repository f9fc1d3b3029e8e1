package io.sluice.mining.sv2;

import java.time.Duration;

import io.sluice.mining.time.Ticker;

/**
 * Counts what a client asks for, all but shares. So much may come at once, and is forgiven with time; more, and sooner, the more
 * channels the client has: a proxy opens, updates and closes one for each of its miners, often all of them together. Each request
 * costs us some microseconds, so nobody who means it comes near the limit.
 */
final class Requests {

    static final int AT_ONCE = 1000;
    static final int AT_ONCE_FOR_EACH_CHANNEL = 4;
    static final int FORGIVEN_PER_SECOND = 10;
    /** SRI's translator updates each channel once a minute at most. */
    static final double FORGIVEN_PER_SECOND_AND_CHANNEL = 0.1;

    private static final double NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final Ticker ticker;
    private double level;
    private long countedAt;
    /** The most that were ever open, so that all of them may be closed at once. */
    private int channels;

    Requests(Ticker ticker) {
        this.ticker = ticker;
        this.countedAt = ticker.nanos();
    }

    /**
     * Counts one more.
     *
     * @param channelsNow how many are open
     * @return whether it may be answered; if not, this is a flood
     */
    boolean permit(int channelsNow) {
        long now = ticker.nanos();
        channels = Math.max(channels, channelsNow);
        double perSecond = FORGIVEN_PER_SECOND + FORGIVEN_PER_SECOND_AND_CHANNEL * channels;
        level = Math.max(0, level - (now - countedAt) / NANOS_PER_SECOND * perSecond) + 1;
        countedAt = now;
        return level <= AT_ONCE + (double) AT_ONCE_FOR_EACH_CHANNEL * channels;
    }
}
