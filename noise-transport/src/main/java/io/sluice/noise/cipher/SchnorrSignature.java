package io.sluice.noise.cipher;

import io.sluice.wire.type.Bytes;

/**
 * A signature of BIP 340: the x coordinate of the nonce point and the scalar s, both big-endian.
 *
 * @param content exactly 64 bytes
 */
public record SchnorrSignature(Bytes content) {

    /** Bytes of every signature. */
    public static final int SIZE = 64;

    public SchnorrSignature {
        if (content.length() != SIZE) {
            throw new IllegalArgumentException("a Schnorr signature has 64 bytes, not " + content.length());
        }
    }
}
