package io.sluice.datum.crypto;

/**
 * The rolling key of one direction, XORed over each frame header and advanced once per header whatever the frame
 * carries. It hides lengths from a casual reader; it protects nothing.
 *
 * <p>One thread: the direction's owner.
 */
public final class HeaderMask {

    private static final int HELLO_KEY = 0xDC871829;
    private static final int SEED = 0xB10CFEED;

    private int key;

    private HeaderMask(int key) {
        this.key = key;
    }

    /** Starts at {@code key}, which covers the first header. */
    public static HeaderMask from(int key) {
        return new HeaderMask(key);
    }

    /** The mask of a gateway's very first header, the same for everybody. */
    public static HeaderMask hello() {
        return new HeaderMask(HELLO_KEY);
    }

    /** Masks a header, or unmasks one: the same operation. Each call moves on to the next header. */
    public int next(int header) {
        int masked = header ^ key;
        key = feedback(key);
        return masked;
    }

    /** The key after {@code x}: MurmurHash3 (32 bit) of its four little-endian bytes. */
    static int feedback(int x) {
        int k = Integer.rotateLeft(x * 0xCC9E2D51, 15) * 0x1B873593;
        int h = (Integer.rotateLeft(SEED ^ k, 13) * 5 + 0xE6546B64) ^ Integer.BYTES;
        h = (h ^ h >>> 16) * 0x85EBCA6B;
        h = (h ^ h >>> 13) * 0xC2B2AE35;
        return h ^ h >>> 16;
    }
}
