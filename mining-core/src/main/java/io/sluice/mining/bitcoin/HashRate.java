package io.sluice.mining.bitcoin;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * How fast somebody hashes. The only floating-point number of the kernel, since Stratum V2 sends it as one.
 *
 * @param perSecond hashes per second, finite and not negative
 */
public record HashRate(double perSecond) {

    /** Nobody hashes. */
    public static final HashRate ZERO = new HashRate(0);

    private static final BigInteger ALL_HASHES = BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE);
    private static final BigDecimal SECONDS_PER_MINUTE = BigDecimal.valueOf(60);

    public HashRate {
        if (!Double.isFinite(perSecond) || perSecond < 0) {
            throw new IllegalArgumentException("not a hash rate: " + perSecond);
        }
    }

    /** What a client claims in an F32 field, which may hold anything: what is no rate counts as zero. */
    public static HashRate claimed(float perSecond) {
        return Float.isFinite(perSecond) && perSecond > 0 ? new HashRate(perSecond) : ZERO;
    }

    /** The rate at which shares of a target are found so often. */
    public static HashRate of(Target target, double sharesPerMinute) {
        return new HashRate(target.expectedHashes() * sharesPerMinute / SECONDS_PER_MINUTE.doubleValue());
    }

    /**
     * The target that is met so often at this rate: floor((2^256 - 1 - h) / (h + 1)), where h is the number of hashes between
     * two shares, rounded down.
     *
     * @param sharesPerMinute finite and above zero
     */
    public Target targetFor(double sharesPerMinute) {
        if (!Double.isFinite(sharesPerMinute) || sharesPerMinute <= 0) {
            throw new IllegalArgumentException("not a number of shares per minute: " + sharesPerMinute);
        }
        BigInteger hashes = new BigDecimal(perSecond).multiply(SECONDS_PER_MINUTE)
                .divide(new BigDecimal(sharesPerMinute), 0, RoundingMode.FLOOR)
                .toBigInteger()
                .min(ALL_HASHES);
        return Target.of(ALL_HASHES.subtract(hashes).divide(hashes.add(BigInteger.ONE)));
    }
}
