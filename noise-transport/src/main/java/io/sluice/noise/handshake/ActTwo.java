package io.sluice.noise.handshake;

import io.sluice.noise.cipher.CipherState;
import io.sluice.noise.cipher.EllSwiftKey;
import io.sluice.wire.type.Bytes;

/**
 * What the responder answers.
 *
 * <pre>
 * offset  size  field
 *      0  64    ephemeral key of the responder, ElligatorSwift
 *     64  80    its static key, ElligatorSwift, sealed: 64 + 16
 *    144  90    its certificate, sealed: 74 + 16
 *         234
 * </pre>
 *
 * <p>Spec: the text gives 170 bytes, a left-over of 32-byte keys; the fields add up to 234, and that is what is sent.
 *
 * @param ephemeral         not sealed
 * @param sealedStatic      exactly 80 bytes
 * @param sealedCertificate exactly 90 bytes
 * @see <a href="https://stratumprotocol.org/specification/04-protocol-security/">SV2 4.5.2</a>
 */
public record ActTwo(EllSwiftKey ephemeral, Bytes sealedStatic, Bytes sealedCertificate) {

    private static final int STATIC_SIZE = EllSwiftKey.SIZE + CipherState.MAC_SIZE;
    private static final int CERTIFICATE_SIZE = Certificate.SIZE + CipherState.MAC_SIZE;

    /** Bytes on the wire. */
    public static final int SIZE = EllSwiftKey.SIZE + STATIC_SIZE + CERTIFICATE_SIZE;

    public ActTwo {
        if (sealedStatic.length() != STATIC_SIZE || sealedCertificate.length() != CERTIFICATE_SIZE) {
            throw new IllegalArgumentException("act two has parts of 64, 80 and 90 bytes, not of 64, "
                    + sealedStatic.length() + " and " + sealedCertificate.length());
        }
    }

    /** @param wire exactly {@link #SIZE} bytes */
    static ActTwo read(Bytes wire) {
        if (wire.length() != SIZE) {
            throw new IllegalArgumentException("act two has " + SIZE + " bytes, not " + wire.length());
        }
        int certificate = EllSwiftKey.SIZE + STATIC_SIZE;
        return new ActTwo(new EllSwiftKey(wire.slice(0, EllSwiftKey.SIZE)),
                wire.slice(EllSwiftKey.SIZE, certificate), wire.slice(certificate, wire.length()));
    }

    Bytes toBytes() {
        return ephemeral.encoding().concat(sealedStatic).concat(sealedCertificate);
    }
}
