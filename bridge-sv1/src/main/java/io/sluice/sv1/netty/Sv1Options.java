package io.sluice.sv1.netty;

import java.time.Duration;

/**
 * The limits of a connection.
 *
 * @param subscribeTimeout how long a miner may take to subscribe
 * @param unwritableTimeout how long it may leave our lines unread before we hang up
 * @param maxPendingBytes how much may wait for it before we hang up
 * @param pause how long an answer waits that is not to be there too soon; zero for not at all
 */
public record Sv1Options(Duration subscribeTimeout, Duration unwritableTimeout, int maxPendingBytes, Duration pause) {

    /** 15 s, 30 s, 256 KiB, 5 ms. */
    public static final Sv1Options DEFAULT = new Sv1Options(
            Duration.ofSeconds(15), Duration.ofSeconds(30), 256 * 1024, Duration.ofMillis(5));

    public Sv1Options {
        if (!subscribeTimeout.isPositive() || !unwritableTimeout.isPositive() || maxPendingBytes <= 0
                || pause.isNegative()) {
            throw new IllegalArgumentException("limits are positive, and a pause is not negative");
        }
    }
}
