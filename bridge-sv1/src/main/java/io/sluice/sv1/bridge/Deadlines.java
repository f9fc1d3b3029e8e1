package io.sluice.sv1.bridge;

import java.time.Duration;
import java.util.Optional;

import io.sluice.mining.time.Ticker;

/**
 * How long one connection has been silent, in either direction. Belongs to the loop of the connection.
 *
 * <p>A miner that finds few shares is silent for hours and all is well, so it is judged by the longest gap that it has made
 * before.
 */
final class Deadlines {

    /** Firmware gives a pool up after 90 s or more without a line; some look every 60 s. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(50);
    private static final Duration AUTHORIZE = Duration.ofSeconds(60);
    private static final Duration SHARE = Duration.ofHours(2);
    private static final int GAPS = 10;

    private final Ticker ticker;
    private final long opened;
    private long lastLine;
    private long lastShare;
    private long longestGap;

    Deadlines(Ticker ticker) {
        this.ticker = ticker;
        this.opened = ticker.nanos();
        this.lastLine = opened;
        this.lastShare = opened;
    }

    /** The miner was told something. */
    void told() {
        lastLine = ticker.nanos();
    }

    /** The miner has found a share. */
    void shareFound() {
        long now = ticker.nanos();
        longestGap = Math.max(longestGap, now - lastShare);
        lastShare = now;
    }

    /** Whether the miner must hear something, or it takes us for dead. */
    boolean heartbeatIsDue() {
        return since(lastLine) >= HEARTBEAT.toNanos();
    }

    /** Why the miner is to be given up, if it is. */
    Optional<String> reasonToGiveUp(boolean authorized) {
        if (!authorized && since(opened) >= AUTHORIZE.toNanos()) {
            return Optional.of("no worker was authorized within " + AUTHORIZE.toSeconds() + " s");
        }
        if (since(lastShare) >= Math.max(SHARE.toNanos(), GAPS * longestGap)) {
            return Optional.of("no good share for " + Duration.ofNanos(since(lastShare)).toHours()
                    + " h; a miner that is still there connects again by itself");
        }
        return Optional.empty();
    }

    private long since(long moment) {
        return ticker.nanos() - moment;
    }
}
