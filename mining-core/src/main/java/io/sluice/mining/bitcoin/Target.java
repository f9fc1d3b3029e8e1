package io.sluice.mining.bitcoin;

import java.math.BigInteger;

import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.U256;

/**
 * The largest hash that still counts: an unsigned 256-bit number, compared with a hash read as a little-endian number.
 *
 * @param high bits 192 to 255; the four words are unsigned
 * @param midHigh bits 128 to 191
 * @param midLow bits 64 to 127
 * @param low bits 0 to 63
 */
public record Target(long high, long midHigh, long midLow, long low) implements Comparable<Target> {

    /** All ones: every hash meets it. */
    public static final Target EASIEST = new Target(-1, -1, -1, -1);

    private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(256);

    /** @throws IllegalArgumentException when the number is negative; one above 256 bits becomes {@link #EASIEST} */
    public static Target of(BigInteger value) {
        if (value.signum() < 0) {
            throw new IllegalArgumentException("a target is not negative: " + value);
        }
        if (value.compareTo(LIMIT) >= 0) {
            return EASIEST;
        }
        return new Target(
                value.shiftRight(192).longValue(),
                value.shiftRight(128).longValue(),
                value.shiftRight(64).longValue(),
                value.longValue());
    }

    /** Reads 64 hexadecimal digits, most significant first, as RPC prints a target. */
    public static Target fromDisplay(String hex) {
        if (hex.length() != 64) {
            throw new IllegalArgumentException("a target has 64 hexadecimal digits, not " + hex.length());
        }
        return of(new BigInteger(1, Bytes.hex(hex).toArray()));
    }

    /** The Stratum V2 form, least significant byte first, as a number. */
    public static Target fromWire(U256 wire) {
        byte[] bytes = wire.wire().toArray();
        return new Target(word(bytes, 24), word(bytes, 16), word(bytes, 8), word(bytes, 0));
    }

    /** The Stratum V2 form, least significant byte first. */
    public U256 toWire() {
        byte[] bytes = new byte[U256.SIZE];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (low >>> 8 * i);
            bytes[8 + i] = (byte) (midLow >>> 8 * i);
            bytes[16 + i] = (byte) (midHigh >>> 8 * i);
            bytes[24 + i] = (byte) (high >>> 8 * i);
        }
        return new U256(Bytes.adopt(bytes));
    }

    public BigInteger toBigInteger() {
        return new BigInteger(1, toWire().wire().reversed().toArray());
    }

    /** Whether the hash at {@code offset} of {@code hash}, in hash byte order, is at or below this target. */
    public boolean isMetBy(byte[] hash, int offset) {
        // The highest word decides for all but one hash in 2^64.
        int order = Long.compareUnsigned(word(hash, offset + 24), high);
        if (order == 0) {
            order = Long.compareUnsigned(word(hash, offset + 16), midHigh);
        }
        if (order == 0) {
            order = Long.compareUnsigned(word(hash, offset + 8), midLow);
        }
        if (order == 0) {
            order = Long.compareUnsigned(word(hash, offset), low);
        }
        return order <= 0;
    }

    public boolean isMetBy(BlockHash hash) {
        return isMetBy(hash.internal().toArray(), 0);
    }

    /** Larger means easier. */
    @Override
    public int compareTo(Target other) {
        int order = Long.compareUnsigned(high, other.high);
        if (order == 0) {
            order = Long.compareUnsigned(midHigh, other.midHigh);
        }
        if (order == 0) {
            order = Long.compareUnsigned(midLow, other.midLow);
        }
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    /** The easier of two. */
    public Target easier(Target other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The harder of two. */
    public Target harder(Target other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public boolean isZero() {
        return (high | midHigh | midLow | low) == 0;
    }

    /** The expected number of hashes for one that meets this target: 2^256 / (target + 1). For rates and display only. */
    public double expectedHashes() {
        return LIMIT.doubleValue() / toBigInteger().add(BigInteger.ONE).doubleValue();
    }

    /** 64 hexadecimal digits, most significant first. */
    @Override
    public String toString() {
        return toWire().wire().reversed().toHex();
    }

    private static long word(byte[] bytes, int at) {
        return (bytes[at] & 0xffL) | (bytes[at + 1] & 0xffL) << 8 | (bytes[at + 2] & 0xffL) << 16
                | (bytes[at + 3] & 0xffL) << 24 | (bytes[at + 4] & 0xffL) << 32 | (bytes[at + 5] & 0xffL) << 40
                | (bytes[at + 6] & 0xffL) << 48 | (bytes[at + 7] & 0xffL) << 56;
    }
}
