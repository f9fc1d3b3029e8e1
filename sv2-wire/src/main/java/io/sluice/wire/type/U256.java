package io.sluice.wire.type;

/**
 * A Stratum V2 {@code U256}: 32 bytes in wire order. As a number it is unsigned and little-endian; as a hash it is the
 * raw double SHA-256 output, which display turns round.
 *
 * <p>Safe on any thread.
 *
 * @param wire exactly 32 bytes
 */
public record U256(Bytes wire) implements Comparable<U256> {

    /** Bytes of every value. */
    public static final int SIZE = 32;

    /** The number zero. */
    public static final U256 ZERO = new U256(Bytes.adopt(new byte[SIZE]));

    /** All ones: the easiest target. */
    public static final U256 MAX = hex("ff".repeat(SIZE));

    public U256 {
        if (wire.length() != SIZE) {
            throw new IllegalArgumentException("a U256 has 32 bytes, not " + wire.length());
        }
    }

    /** Reads 64 hexadecimal digits in wire order. */
    public static U256 hex(String hex) {
        return new U256(Bytes.hex(hex));
    }

    /** Compares as unsigned numbers. */
    @Override
    public int compareTo(U256 other) {
        for (int i = SIZE - 1; i >= 0; i--) {
            int order = Integer.compare(wire.at(i), other.wire.at(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Hexadecimal in wire order. */
    @Override
    public String toString() {
        return wire.toHex();
    }
}
