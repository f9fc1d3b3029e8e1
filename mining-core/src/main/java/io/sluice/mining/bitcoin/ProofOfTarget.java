package io.sluice.mining.bitcoin;

/**
 * A share difficulty that DATUM can commit to: a power of two, kept as its exponent. The exponent is the target byte inside
 * the coinbase.
 *
 * @param exponent 0 to 63; the difficulty is 2^exponent, relative to the network's difficulty one
 */
public record ProofOfTarget(int exponent) implements Comparable<ProofOfTarget> {

    /** Difficulty one. */
    public static final ProofOfTarget ONE = new ProofOfTarget(0);

    public ProofOfTarget {
        if (exponent < 0 || exponent > 63) {
            throw new IllegalArgumentException("proof-of-target exponent out of range: " + exponent);
        }
    }

    /** The largest power of two that does not exceed {@code difficulty}, which counts as unsigned and is not zero. */
    public static ProofOfTarget floor(long difficulty) {
        if (difficulty == 0) {
            throw new IllegalArgumentException("difficulty zero has no power of two below it");
        }
        return new ProofOfTarget(63 - Long.numberOfLeadingZeros(difficulty));
    }

    /** The smallest power of two that is not below {@code difficulty}; 1 to 2^63 as unsigned. */
    public static ProofOfTarget ceiling(long difficulty) {
        ProofOfTarget floor = floor(difficulty);
        return floor.difficulty() == difficulty ? floor : new ProofOfTarget(floor.exponent + 1);
    }

    /** 2^exponent, unsigned. */
    public long difficulty() {
        return 1L << exponent;
    }

    public ProofOfTarget max(ProofOfTarget other) {
        return exponent >= other.exponent ? this : other;
    }

    @Override
    public int compareTo(ProofOfTarget other) {
        return Integer.compare(exponent, other.exponent);
    }

    @Override
    public String toString() {
        return "2^" + exponent;
    }
}
