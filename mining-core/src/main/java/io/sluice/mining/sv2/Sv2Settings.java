package io.sluice.mining.sv2;

import java.time.Duration;

/**
 * How patient and how generous a Stratum V2 connection is.
 *
 * @param maxChannels open channels of one connection at most
 * @param setupDeadline how long a client may take until it has set up its connection
 * @param channelDeadline how long the connection of a device may be without a channel; who requires standard jobs is one
 * @param proxyDeadline the same for everybody else, who may be a proxy that has no miner yet
 * @param workPatience how long a client that opens a channel is kept waiting when there is no work
 * @param acknowledgeEvery so many good shares are acknowledged together at most
 * @param acknowledgeAfter a good share is acknowledged after this time at the latest, give or take a tick
 * @param maxOffences the connection is closed when more useless messages than this come in too short a time; one is forgiven
 *     each second and with each good share, and four more are borne for each channel
 */
public record Sv2Settings(
        int maxChannels,
        Duration setupDeadline,
        Duration channelDeadline,
        Duration proxyDeadline,
        Duration workPatience,
        int acknowledgeEvery,
        Duration acknowledgeAfter,
        int maxOffences) {

    public static final Sv2Settings DEFAULT = new Sv2Settings(10_000, Duration.ofSeconds(10), Duration.ofSeconds(60),
            Duration.ofDays(7), Duration.ofSeconds(5), 10, Duration.ofSeconds(1), 200);

    public Sv2Settings {
        if (maxChannels < 1 || acknowledgeEvery < 1 || maxOffences < 1) {
            throw new IllegalArgumentException("limits of a Stratum V2 connection are at least 1");
        }
    }
}
