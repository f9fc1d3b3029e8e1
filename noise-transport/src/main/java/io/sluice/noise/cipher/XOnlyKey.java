package io.sluice.noise.cipher;

import io.sluice.wire.type.Bytes;

/**
 * A public key of BIP 340: the x coordinate alone, big-endian. Not every value lies on the curve;
 * {@link Secp256k1#isOnCurve} tells.
 *
 * @param x exactly 32 bytes
 */
public record XOnlyKey(Bytes x) {

    /** Bytes of every key. */
    public static final int SIZE = 32;

    public XOnlyKey {
        if (x.length() != SIZE) {
            throw new IllegalArgumentException("an x-only key has 32 bytes, not " + x.length());
        }
    }
}
