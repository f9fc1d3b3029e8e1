package io.sluice.mining.vardiff;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.mining.bitcoin.DifficultyOne;

/** How difficulty follows a miner, over simulated hours with shares that come by chance. */
class VardiffTest {

    private static final double HASHES = DifficultyOne.STANDARD.target().expectedHashes();
    private static final VardiffPolicy POLICY = new VardiffPolicy(DifficultyOne.STANDARD, 8, new ShareDifficulty(14),
            new ShareDifficulty(-20), ShareDifficulty.HARDEST, true);
    private static final int HOUR = 3600;

    /** A miner whose shares come as a Poisson process, and a channel that is looked at with each share and each second. */
    private static final class Mine {

        private final SplittableRandom random;
        private final Vardiff vardiff;
        /** Seconds at which the difficulty changed. */
        private final List<Double> changes = new ArrayList<>();
        private double now;
        private double nextTick;

        Mine(long seed, int start) {
            random = new SplittableRandom(seed);
            vardiff = new Vardiff(POLICY, () -> (long) (now * 1e9), new ShareDifficulty(start));
        }

        void run(double seconds, double hashRate) {
            double end = now + seconds;
            double share = now + pause(hashRate);
            while (true) {
                now = Math.min(end, Math.min(share, nextTick));
                if (now == end) {
                    return;
                }
                if (now == share) {
                    vardiff.shareFound(vardiff.wish());
                    share = now + pause(hashRate);
                } else {
                    nextTick = now + 1;
                }
                if (vardiff.evaluate()) {
                    vardiff.jobCut(vardiff.wish());
                    changes.add(now);
                    share = now + pause(hashRate);
                }
            }
        }

        private double pause(double hashRate) {
            double perSecond = sharesPerMinute(hashRate) / 60;
            return -Math.log(1 - random.nextDouble()) / perSecond;
        }

        double sharesPerMinute(double hashRate) {
            return hashRate * 60 / HASHES / Math.scalb(1.0, vardiff.wish().exponent());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void a_jump_by_five_hundred_thousand_and_back_settles_between_4_and_12_shares_a_minute(long seed) {
        // Different rates, so that the ideal difficulty lies anywhere between two powers of two.
        double slow = 1e9 * (1 + seed / 12.0);
        double fast = 500e12 / (1 + seed / 12.0);
        Mine mine = new Mine(seed, 0);
        mine.run(HOUR, slow);
        assertThat(mine.sharesPerMinute(slow)).isBetween(4.0, 12.0);

        mine.run(5, fast);
        assertThat(mine.sharesPerMinute(fast)).as("the flood is over within seconds").isLessThan(1_000);
        mine.run(120, fast);
        assertThat(mine.sharesPerMinute(fast)).as("two minutes after the jump").isBetween(2.0, 24.0);
        mine.run(HOUR, fast);
        assertThat(mine.sharesPerMinute(fast)).isBetween(4.0, 12.0);

        mine.run(HOUR, slow);
        assertThat(mine.sharesPerMinute(slow)).isBetween(4.0, 12.0);
        assertThat(mine.changes).as("in three hours").hasSizeLessThanOrEqualTo(14);
    }

    static DoubleStream partsOfAnOctave() {
        return DoubleStream.iterate(0, part -> part < 1, part -> part + 0.125);
    }

    @ParameterizedTest
    @MethodSource("partsOfAnOctave")
    void at_a_steady_rate_it_comes_to_rest_for_hours(double part) {
        double ideal = HASHES * 1024 * POLICY.sharesPerMinute() / 60;
        double rate = ideal * Math.pow(2, part - 0.5);
        int changes = 0;
        for (long seed = 0; seed < 10; seed++) {
            Mine mine = new Mine(seed, 10);
            mine.run(10 * HOUR, rate);
            changes += mine.changes.size();
            assertThat(mine.changes).as("seed %d, in ten hours", seed).hasSizeLessThanOrEqualTo(4);
            assertThat(mine.sharesPerMinute(rate)).as("seed %d", seed).isBetween(4.0, 12.0);
            for (int i = 1; i < mine.changes.size(); i++) {
                assertThat(mine.changes.get(i) - mine.changes.get(i - 1)).as("seed %d, seconds", seed)
                        .isGreaterThanOrEqualTo(60);
            }
        }
        // One change is needed where the rate is best served by the next power of two.
        assertThat(changes).as("in a hundred hours").isLessThanOrEqualTo(part > 0.8 ? 16 : 8);
    }

    @Test
    void a_doubling_is_noticed_within_a_quarter_of_an_hour_after_hours_of_rest() {
        double rate = HASHES * 1024 * 8 / 60;
        for (long seed = 0; seed < 10; seed++) {
            Mine mine = new Mine(seed, 10);
            mine.run(5 * HOUR, rate);
            mine.run(900, 2.2 * rate);
            assertThat(mine.sharesPerMinute(2.2 * rate)).as("seed %d", seed).isLessThanOrEqualTo(12);
        }
    }

    @Test
    void a_miner_that_is_gone_leads_down_to_the_floor_and_no_further() {
        Mine mine = new Mine(1, 30);
        mine.run(6 * HOUR, 1e-9);
        assertThat(mine.vardiff.wish()).isEqualTo(POLICY.floor());
    }

    @Test
    void late_shares_of_an_easier_job_do_not_raise_the_difficulty_again() {
        Mine mine = new Mine(1, 0);
        mine.run(1, 1e14);
        ShareDifficulty raised = mine.vardiff.wish();
        assertThat(raised).isGreaterThan(new ShareDifficulty(10));
        for (int i = 0; i < 1000; i++) {
            mine.now += 1e-5;
            mine.vardiff.shareFound(new ShareDifficulty(0));
            assertThat(mine.vardiff.evaluate()).isFalse();
        }
    }

    @Test
    void shares_that_were_held_up_and_come_all_at_once_cost_four_steps_at_most() {
        double rate = HASHES * 1024 * 8 / 60;
        Mine mine = new Mine(1, 10);
        mine.run(HOUR, rate);
        mine.now += 90;
        for (int i = 0; i < 30; i++) {
            mine.vardiff.shareFound(new ShareDifficulty(10));
            if (mine.vardiff.evaluate()) {
                mine.vardiff.jobCut(mine.vardiff.wish());
            }
        }
        assertThat(mine.vardiff.wish().exponent()).isBetween(10, 14);
        mine.run(1200, rate);
        assertThat(mine.sharesPerMinute(rate)).isBetween(4.0, 12.0);
    }

    @Test
    void while_the_job_is_harder_than_the_wish_fewer_shares_are_as_good() {
        // A pool's minimum: the wish stays where the hash rate is, however hard the job.
        double[] now = {0};
        Vardiff vardiff = new Vardiff(POLICY, () -> (long) (now[0] * 1e9), new ShareDifficulty(10));
        vardiff.jobCut(new ShareDifficulty(13));
        for (int i = 0; i < 240; i++) {
            now[0] += 60;
            vardiff.shareFound(new ShareDifficulty(13));
            vardiff.evaluate();
        }
        assertThat(vardiff.wish()).as("one share a minute, each worth eight").isEqualTo(new ShareDifficulty(10));
    }

    @Test
    void floor_and_ceiling_hold_and_a_fixed_difficulty_stays() {
        VardiffPolicy fixed = new VardiffPolicy(DifficultyOne.STANDARD, 8, new ShareDifficulty(5),
                new ShareDifficulty(5), new ShareDifficulty(5), false);
        long[] now = {0};
        Vardiff vardiff = new Vardiff(fixed, () -> now[0], new ShareDifficulty(30));
        assertThat(vardiff.wish()).isEqualTo(new ShareDifficulty(5));
        for (int i = 0; i < 10_000; i++) {
            now[0] += 1_000;
            vardiff.shareFound(new ShareDifficulty(5));
            assertThat(vardiff.evaluate()).isFalse();
        }
        assertThat(vardiff.suggest(new ShareDifficulty(9))).isFalse();
        assertThat(vardiff.wish()).isEqualTo(new ShareDifficulty(5));
    }

    @Test
    void a_suggestion_is_followed_at_once() {
        Vardiff vardiff = new Vardiff(POLICY, () -> 0, new ShareDifficulty(5));
        assertThat(vardiff.suggest(new ShareDifficulty(9))).isTrue();
        assertThat(vardiff.suggest(new ShareDifficulty(9))).isFalse();
        assertThat(vardiff.wish()).isEqualTo(new ShareDifficulty(9));
    }

    @Test
    void the_measured_hash_rate_is_that_of_the_miner() {
        double rate = 1.2e12;
        Mine mine = new Mine(3, 10);
        assertThat(mine.vardiff.hashRate()).isZero();
        mine.run(10 * HOUR, rate);
        assertThat(mine.vardiff.hashRate()).isBetween(0.9 * rate, 1.1 * rate);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e6, 1e9, 1.2e12, 100e12, 500e12, 1e18})
    void a_claimed_hash_rate_begins_within_the_band(double rate) {
        ShareDifficulty start = POLICY.forHashRate(rate);
        double sharesPerMinute = rate * 60 / HASHES / Math.scalb(1.0, start.exponent());
        assertThat(sharesPerMinute).isBetween(8.0, 16.0);
    }

    @Test
    void no_hash_rate_begins_at_the_operators_choice() {
        for (double none : new double[]{0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThat(POLICY.forHashRate(none)).isEqualTo(new ShareDifficulty(14));
        }
    }
}
