package io.sluice.mining.bitcoin;

import java.math.BigInteger;

/**
 * A target in the 32-bit floating form of a block header ({@code nBits}): one exponent byte, three mantissa bytes.
 *
 * @param nBits the number as RPC prints it, for example {@code 0x1d00ffff}; little-endian in a header
 */
public record CompactTarget(int nBits) {

    /** Reads eight hexadecimal digits as RPC prints them. */
    public static CompactTarget fromDisplay(String hex) {
        if (hex.length() != 8) {
            throw new IllegalArgumentException("nBits has 8 hexadecimal digits: " + hex);
        }
        return new CompactTarget(Integer.parseUnsignedInt(hex, 16));
    }

    /** The shortest compact form at or below {@code target}: precision beyond three bytes is lost. */
    public static CompactTarget floor(Target target) {
        BigInteger value = target.toBigInteger();
        int size = (value.bitLength() + 7) / 8;
        int mantissa = size <= 3 ? value.intValue() << (8 * (3 - size)) : value.shiftRight(8 * (size - 3)).intValue();
        if ((mantissa & 0x0080_0000) != 0) {
            // The top bit is a sign: move it out of the way.
            mantissa >>>= 8;
            size++;
        }
        return new CompactTarget((size << 24) | mantissa);
    }

    /**
     * The full target. A negative or overlong value, which no valid header carries, gives the target zero, which no hash
     * meets.
     */
    public Target toTarget() {
        int exponent = nBits >>> 24;
        int mantissa = nBits & 0x007f_ffff;
        boolean negative = (nBits & 0x0080_0000) != 0 && mantissa != 0;
        if (negative) {
            return Target.of(BigInteger.ZERO);
        }
        BigInteger value = exponent <= 3
                ? BigInteger.valueOf(mantissa >>> (8 * (3 - exponent)))
                : BigInteger.valueOf(mantissa).shiftLeft(8 * (exponent - 3));
        return value.bitLength() > 256 ? Target.of(BigInteger.ZERO) : Target.of(value);
    }

    /** Eight hexadecimal digits as RPC prints them. */
    @Override
    public String toString() {
        return String.format("%08x", nBits);
    }
}
