package io.sluice.noise.cipher;

import java.util.Arrays;

/**
 * 32 secret bytes: a scalar of a curve, a shared secret or a cipher key. It has no voice: {@link #toString} tells
 * nothing, and there is no {@code equals} that could be timed.
 *
 * <p>Safe on any thread, except that {@link #wipe} must be the last call.
 */
public final class SecretKey {

    /** Bytes of every secret. */
    public static final int SIZE = 32;

    private final byte[] content;
    private boolean wiped;

    private SecretKey(byte[] content) {
        if (content.length != SIZE) {
            throw new IllegalArgumentException("a secret key has 32 bytes, not " + content.length);
        }
        this.content = content;
    }

    /** Copies {@code content}, which stays the caller's to wipe. */
    public static SecretKey of(byte[] content) {
        return new SecretKey(content.clone());
    }

    /** Takes {@code content} over without a copy: the caller must never touch it again. */
    public static SecretKey adopt(byte[] content) {
        return new SecretKey(content);
    }

    /** A copy of the secret, to be wiped by the caller as soon as it has served. */
    public byte[] toArray() {
        if (wiped) {
            throw new IllegalStateException("this secret was wiped");
        }
        return content.clone();
    }

    /** Overwrites the secret with zeros; from then on it can not be read. */
    public void wipe() {
        wiped = true;
        Arrays.fill(content, (byte) 0);
    }

    @Override
    public String toString() {
        return "SecretKey[redacted]";
    }
}
