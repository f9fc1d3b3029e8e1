package io.sluice.pool.link;

import java.time.Instant;

import io.sluice.wire.type.Bytes;

/**
 * A gateway that is connected, for people.
 *
 * @param peer where it connects from
 * @param identity the Ed25519 key by which it is known; empty during the handshake
 * @param version what it calls itself, without control characters; empty during the handshake
 * @param accepted shares on this connection
 */
public record GatewayStatus(
        String peer, Bytes identity, String version, Instant since, long accepted, long tentative, long rejected) {}
