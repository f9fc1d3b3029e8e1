package io.sluice.noise.handshake;

import io.sluice.noise.cipher.EllSwiftKey;
import io.sluice.wire.type.Bytes;

/**
 * What the initiator sends. Every 64 bytes are a valid act one.
 *
 * <pre>
 * offset  size  field
 *      0  64    ephemeral key of the initiator, ElligatorSwift
 * </pre>
 *
 * @see <a href="https://stratumprotocol.org/specification/04-protocol-security/">SV2 4.5.1</a>
 */
public record ActOne(EllSwiftKey ephemeral) {

    /** Bytes on the wire. */
    public static final int SIZE = EllSwiftKey.SIZE;

    /** @param wire exactly {@link #SIZE} bytes */
    static ActOne read(Bytes wire) {
        return new ActOne(new EllSwiftKey(wire));
    }

    Bytes toBytes() {
        return ephemeral.encoding();
    }
}
