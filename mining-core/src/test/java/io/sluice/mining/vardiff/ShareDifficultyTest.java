package io.sluice.mining.vardiff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import io.sluice.mining.bitcoin.DifficultyOne;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.Target;

/** Powers of two on both sides of one. */
class ShareDifficultyTest {

    private static final DifficultyOne ONE = DifficultyOne.STANDARD;

    @Test
    void each_step_halves_the_target() {
        assertThat(new ShareDifficulty(0).target(ONE)).isEqualTo(ONE.target());
        for (int exponent = -32; exponent < 63; exponent++) {
            BigInteger easier = new ShareDifficulty(exponent).target(ONE).toBigInteger();
            BigInteger harder = new ShareDifficulty(exponent + 1).target(ONE).toBigInteger();
            assertThat(easier.shiftRight(1)).as("2^%d", exponent).isEqualTo(harder);
        }
    }

    @Test
    void a_target_too_easy_for_256_bits_is_the_easiest_there_is() {
        DifficultyOne easy = new DifficultyOne(Target.of(BigInteger.ONE.shiftLeft(250)));
        assertThat(ShareDifficulty.EASIEST.target(easy)).isEqualTo(Target.EASIEST);
    }

    @Test
    void the_difficulty_of_its_own_target_is_itself() {
        for (int exponent = -32; exponent <= 63; exponent++) {
            ShareDifficulty difficulty = new ShareDifficulty(exponent);
            assertThat(ShareDifficulty.easierOrEqual(ONE, difficulty.target(ONE))).isEqualTo(difficulty);
        }
    }

    @Test
    void any_target_is_rounded_to_the_easier_side_and_no_further_than_needed() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 1000; i++) {
            Target target = Target.of(new BigInteger(1 + random.nextInt(160), new Random(i))
                    .add(BigInteger.ONE).shiftLeft(random.nextInt(90)));
            ShareDifficulty rounded = ShareDifficulty.easierOrEqual(ONE, target);
            if (rounded.compareTo(ShareDifficulty.EASIEST) > 0) {
                assertThat(rounded.target(ONE)).isGreaterThanOrEqualTo(target);
            }
            if (rounded.compareTo(ShareDifficulty.HARDEST) < 0) {
                assertThat(rounded.plus(1).target(ONE)).isLessThan(target);
            }
        }
    }

    @Test
    void steps_end_at_the_limits() {
        assertThat(ShareDifficulty.HARDEST.plus(1)).isEqualTo(ShareDifficulty.HARDEST);
        assertThat(ShareDifficulty.EASIEST.plus(-1)).isEqualTo(ShareDifficulty.EASIEST);
        assertThat(new ShareDifficulty(0).plus(Integer.MAX_VALUE)).isEqualTo(ShareDifficulty.HARDEST);
        assertThatThrownBy(() -> new ShareDifficulty(64)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ShareDifficulty(-33)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void no_commitment_is_below_the_minimum() {
        assertThat(new ShareDifficulty(-3).commitment(ProofOfTarget.ONE)).isEqualTo(ProofOfTarget.ONE);
        assertThat(new ShareDifficulty(9).commitment(new ProofOfTarget(4))).isEqualTo(new ProofOfTarget(9));
        assertThat(new ShareDifficulty(9).commitment(new ProofOfTarget(14))).isEqualTo(new ProofOfTarget(14));
    }
}
