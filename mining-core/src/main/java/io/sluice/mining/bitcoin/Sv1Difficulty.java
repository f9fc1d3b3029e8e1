package io.sluice.mining.bitcoin;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * A difficulty as Stratum V1 writes it ({@code mining.set_difficulty}, {@code mining.suggest_difficulty}, {@code d=} in a
 * password): always relative to {@link DifficultyOne#STANDARD}, on every network, fractions allowed. Kept as a decimal
 * number, so that the target is the one its text stands for.
 *
 * @param value above zero, at most 2^224; no more than {@value #MAX_DIGITS} digits on either side of the point
 */
public record Sv1Difficulty(BigDecimal value) implements Comparable<Sv1Difficulty> {

    /** Longer numbers mean nothing to anybody, and would be a burden. */
    private static final int MAX_DIGITS = 80;
    private static final BigDecimal MAX = new BigDecimal(BigInteger.ONE.shiftLeft(224));
    private static final BigDecimal ONE = new BigDecimal(DifficultyOne.STANDARD.target().toBigInteger());
    /** As many digits as it takes to tell all doubles apart: miners read difficulties into one. */
    private static final MathContext WHAT_MINERS_READ = new MathContext(17, RoundingMode.CEILING);

    public Sv1Difficulty {
        if (!isReasonable(value)) {
            throw new IllegalArgumentException("not a difficulty: unscaled " + value.unscaledValue().bitLength()
                    + " bits, scale " + value.scale());
        }
        value = plain(value);
    }

    /** A whole difficulty, above zero. */
    public static Sv1Difficulty of(long difficulty) {
        return new Sv1Difficulty(BigDecimal.valueOf(difficulty));
    }

    /**
     * The difficulty to announce for a target: 17 digits, rounded up. A miner who is told it works for this target or a
     * slightly harder one, so that nothing he sends in good faith is refused.
     */
    public static Sv1Difficulty of(Target target) {
        BigDecimal divisor = new BigDecimal(target.toBigInteger().max(BigInteger.ONE));
        return new Sv1Difficulty(ONE.divide(divisor, WHAT_MINERS_READ));
    }

    /** Reads a JSON or password number; nothing when it is not one, not above zero or out of all proportion. */
    public static Optional<Sv1Difficulty> parse(String text) {
        if (text.isEmpty() || text.length() > MAX_DIGITS) {
            return Optional.empty();
        }
        try {
            BigDecimal value = new BigDecimal(text);
            return isReasonable(value) ? Optional.of(new Sv1Difficulty(value)) : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    /** floor(0xFFFF * 2^208 / difficulty), at most {@link Target#EASIEST}. */
    public Target toTarget() {
        return Target.of(ONE.divide(value, 0, RoundingMode.FLOOR).toBigInteger());
    }

    @Override
    public int compareTo(Sv1Difficulty other) {
        return value.compareTo(other.value);
    }

    /** As it goes into JSON: without an exponent, and without a point when it is whole, since some miners read integers only. */
    @Override
    public String toString() {
        return value.toPlainString();
    }

    /** Looks at signs and exponents before any arithmetic: 1e999999999 is short to write and endless to compute. */
    private static boolean isReasonable(BigDecimal value) {
        return value.signum() > 0 && Math.abs((long) value.scale()) <= MAX_DIGITS && value.precision() <= 2 * MAX_DIGITS
                && value.compareTo(MAX) <= 0;
    }

    /** One form for equal numbers. */
    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
