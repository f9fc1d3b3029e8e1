package io.sluice.noise.cipher;

import java.util.Arrays;
import java.util.HexFormat;

/** Tells secrets of secp256k1 from other numbers of 32 bytes. */
final class Scalars {

    /** The order of the curve, big-endian. */
    private static final byte[] ORDER = HexFormat.of()
            .parseHex("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141");

    private Scalars() {}

    /** Without branches on the secret: one subtraction with borrow, and one collecting of bits. */
    static boolean isScalar(SecretKey secret) {
        byte[] bytes = secret.toArray();
        int borrow = 0;
        int any = 0;
        for (int i = SecretKey.SIZE - 1; i >= 0; i--) {
            int difference = (bytes[i] & 0xff) - (ORDER[i] & 0xff) - borrow;
            borrow = difference >>> 31;
            any |= bytes[i];
        }
        Arrays.fill(bytes, (byte) 0);
        return borrow == 1 && any != 0;
    }

    static IllegalArgumentException refusal() {
        return new IllegalArgumentException("this secret is not a scalar of secp256k1");
    }
}
