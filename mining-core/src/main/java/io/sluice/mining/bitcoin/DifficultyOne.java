package io.sluice.mining.bitcoin;

import java.math.BigInteger;

/**
 * What difficulty one means on a network. It governs DATUM's target byte, the pool's check of leading zeros,
 * {@code new_shares_sum} and what people are shown. Stratum V1 difficulty numbers do not use it: they always are
 * {@link #STANDARD} ones.
 *
 * @param target the target of difficulty one
 */
public record DifficultyOne(Target target) {

    /** 0xFFFF * 2^208: Bitcoin's, and that of every number in Stratum V1. */
    public static final DifficultyOne STANDARD = new DifficultyOne(
            Target.of(BigInteger.valueOf(0xffff).shiftLeft(208)));

    public DifficultyOne {
        if (target.isZero()) {
            throw new IllegalArgumentException("difficulty one can not be a target that no hash meets");
        }
    }

    /** floor(one / 2^exponent). */
    public Target targetOf(ProofOfTarget commitment) {
        return Target.of(target.toBigInteger().shiftRight(commitment.exponent()));
    }

    /** floor(one / difficulty) for an unsigned difficulty above zero. */
    public Target targetOf(long difficulty) {
        return Target.of(target.toBigInteger().divide(new BigInteger(Long.toUnsignedString(difficulty))));
    }

    /** one / target, for display. */
    public double difficultyOf(Target other) {
        return target.toBigInteger().doubleValue() / Math.max(1, other.toBigInteger().doubleValue());
    }

    /** The hardest power of two whose target is not harder than {@code other}; one when even that is harder. */
    public ProofOfTarget commitmentFor(Target other) {
        BigInteger divisor = other.toBigInteger().max(BigInteger.ONE);
        BigInteger ratio = target.toBigInteger().divide(divisor);
        return new ProofOfTarget(Math.clamp(ratio.bitLength() - 1, 0, 63));
    }
}
