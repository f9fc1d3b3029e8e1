package io.sluice.noise.cipher;

import io.sluice.wire.type.Bytes;

/**
 * A public key in its ElligatorSwift form (BIP 324): 64 bytes that look random. Every 64 bytes are a valid key, and
 * each key has about 2^256 such forms.
 *
 * @param encoding exactly 64 bytes
 */
public record EllSwiftKey(Bytes encoding) {

    /** Bytes of every encoding. */
    public static final int SIZE = 64;

    public EllSwiftKey {
        if (encoding.length() != SIZE) {
            throw new IllegalArgumentException("an ElligatorSwift key has 64 bytes, not " + encoding.length());
        }
    }
}
