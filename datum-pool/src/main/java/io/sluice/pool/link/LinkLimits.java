package io.sluice.pool.link;

import java.time.Duration;

/**
 * What a gateway may take its time for, and how much of something it may do.
 *
 * @param handshake from connecting to a complete HELLO
 * @param keepAlive silence of ours after which we ping; gateways give up after 60 s
 * @param coinbaserRequests at once; one more per second
 * @param worthlessShares shares without proven work at once; one more per second
 */
public record LinkLimits(Duration handshake, Duration keepAlive, int coinbaserRequests, int worthlessShares) {

    public static final LinkLimits DEFAULT = new LinkLimits(Duration.ofSeconds(10), Duration.ofSeconds(25), 30, 200);
}
