package io.sluice.datum.link;

import java.time.Duration;

import io.sluice.datum.crypto.PoolKeys;
import io.sluice.datum.message.Hello;
import io.sluice.wire.type.Bytes;

/**
 * What the operator decides about the way to the pool.
 *
 * @param host name or address of the pool
 * @param port 1 to 65535
 * @param poolKeys the pool's long-term keys
 * @param version how this software names itself, at most {@value Hello#LONGEST_VERSION} bytes
 * @param silence a pool that says nothing for so long is left; 60 s unless the operator says otherwise
 * @param outbox plain shares that may wait for the pool
 */
public record LinkSettings(
        String host, int port, PoolKeys poolKeys, String version, Duration silence, int outbox) {

    /** How long nothing may be heard from a pool. */
    public static final Duration SILENCE = Duration.ofMinutes(1);
    /** Plain shares that may wait: an hour of a thousand miners while a pool is away. */
    public static final int OUTBOX = 1 << 15;

    public LinkSettings {
        if (host.isBlank() || port < 1 || port > 65535) {
            throw new IllegalArgumentException("no address of a pool: " + host + ":" + port);
        }
        if (Bytes.utf8(version).length() > Hello.LONGEST_VERSION) {
            throw new IllegalArgumentException("the version text is too long: " + version);
        }
        if (outbox < 1) {
            throw new IllegalArgumentException("an outbox without room: " + outbox);
        }
    }

    /** With the usual timer and outbox. */
    public static LinkSettings of(String host, int port, PoolKeys poolKeys, String version) {
        return new LinkSettings(host, port, poolKeys, version, SILENCE, OUTBOX);
    }

    /** Host and port for people. */
    public String address() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
