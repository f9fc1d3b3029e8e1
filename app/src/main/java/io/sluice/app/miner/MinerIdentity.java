package io.sluice.app.miner;

/**
 * Who a miner says it is.
 *
 * @param user as the gateway and the pool will count it
 * @param protocol {@code SV1} or {@code SV2}
 * @param channel {@code standard} or {@code extended}
 */
public record MinerIdentity(String user, String protocol, String channel) {}
