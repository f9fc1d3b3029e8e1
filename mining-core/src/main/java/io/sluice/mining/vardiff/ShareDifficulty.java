package io.sluice.mining.vardiff;

import io.sluice.mining.bitcoin.DifficultyOne;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.Target;

/**
 * How hard a share is: a power of two of the network's difficulty one, also below one for very small miners.
 *
 * @param exponent -32 to 63; the difficulty is 2^exponent
 */
public record ShareDifficulty(int exponent) implements Comparable<ShareDifficulty> {

    /** The easiest that is ever given: on a network with Bitcoin's difficulty one every hash meets it. */
    public static final ShareDifficulty EASIEST = new ShareDifficulty(-32);
    /** The hardest that a coinbase can commit to. */
    public static final ShareDifficulty HARDEST = new ShareDifficulty(63);

    public ShareDifficulty {
        if (exponent < -32 || exponent > 63) {
            throw new IllegalArgumentException("share difficulty exponent out of range: " + exponent);
        }
    }

    /** The nearest allowed one. */
    public static ShareDifficulty clamped(long exponent) {
        return new ShareDifficulty(Math.clamp(exponent, EASIEST.exponent, HARDEST.exponent));
    }

    public static ShareDifficulty of(ProofOfTarget commitment) {
        return new ShareDifficulty(commitment.exponent());
    }

    /** The hardest whose target is not harder than {@code target}. */
    public static ShareDifficulty easierOrEqual(DifficultyOne one, Target target) {
        double ratio = one.difficultyOf(target);
        ShareDifficulty guess = clamped(Math.getExponent(ratio));
        // Floating point may be off by one at a power of two.
        while (guess.exponent > EASIEST.exponent && guess.target(one).compareTo(target) < 0) {
            guess = new ShareDifficulty(guess.exponent - 1);
        }
        return guess;
    }

    /** one / 2^exponent, at most the easiest target there is. */
    public Target target(DifficultyOne one) {
        return exponent >= 0
                ? one.targetOf(new ProofOfTarget(exponent))
                : Target.of(one.target().toBigInteger().shiftLeft(-exponent));
    }

    /** The commitment of work at least this hard and never below {@code minimum}. */
    public ProofOfTarget commitment(ProofOfTarget minimum) {
        return new ProofOfTarget(Math.max(exponent, minimum.exponent()));
    }

    public ShareDifficulty plus(int steps) {
        return clamped((long) exponent + steps);
    }

    @Override
    public int compareTo(ShareDifficulty other) {
        return Integer.compare(exponent, other.exponent);
    }

    @Override
    public String toString() {
        return "2^" + exponent;
    }
}
