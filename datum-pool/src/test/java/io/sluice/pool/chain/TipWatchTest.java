package io.sluice.pool.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.testing.CandidateFixtures;

class TipWatchTest {

    private final AtomicLong nanos = new AtomicLong();
    private final TipWatch tips = new TipWatch(nanos::get, Duration.ofSeconds(10));

    private static PoolTip tip(int height, int fork, long minTime) {
        return new PoolTip(hash(height, fork), height, CompactTarget.fromDisplay("207fffff"), minTime);
    }

    private static BlockHash hash(int height, int fork) {
        return CandidateFixtures.hash(height, fork);
    }

    @Test
    void before_the_first_tip_nothing_is_known() {
        assertThat(tips.standing(hash(5, 0), 5)).isEqualTo(new Standing.Unknown());
        assertThat(tips.current()).isEmpty();
        assertThat(tips.recent()).isEmpty();
    }

    @Test
    void the_tip_before_is_late_within_grace_and_stale_after() {
        tips.advance(tip(5, 0, 1));
        assertThat(tips.advance(tip(6, 0, 2))).isTrue();

        assertThat(tips.standing(hash(6, 0), 6)).isEqualTo(new Standing.Current(tip(6, 0, 2)));
        nanos.set(Duration.ofSeconds(10).toNanos());
        assertThat(tips.standing(hash(5, 0), 5)).isEqualTo(new Standing.Late(tip(5, 0, 1)));
        nanos.incrementAndGet();
        assertThat(tips.standing(hash(5, 0), 5)).isEqualTo(new Standing.Stale());
    }

    @Test
    void another_minimum_time_is_no_new_block_and_does_not_prolong_grace() {
        tips.advance(tip(5, 0, 1));
        tips.advance(tip(6, 0, 2));
        nanos.set(Duration.ofSeconds(10).toNanos() + 1);
        assertThat(tips.advance(tip(6, 0, 3))).isFalse();

        assertThat(tips.current()).contains(tip(6, 0, 3));
        assertThat(tips.standing(hash(5, 0), 5)).isEqualTo(new Standing.Stale());
        assertThat(tips.recent()).containsExactly(hash(6, 0), hash(5, 0));
    }

    @Test
    void only_a_child_of_the_tip_is_early() {
        tips.advance(tip(6, 0, 0));

        assertThat(tips.standing(hash(7, 0), 7)).isEqualTo(new Standing.Early(tip(6, 0, 0)));
        assertThat(tips.standing(hash(8, 0), 8)).isEqualTo(new Standing.Stale());
        assertThat(tips.standing(hash(6, 1), 6)).isEqualTo(new Standing.Stale());
    }

    @Test
    void after_a_reorganisation_the_tip_that_lost_is_late() {
        tips.advance(tip(6, 0, 0));
        tips.advance(tip(6, 1, 0));

        assertThat(tips.standing(hash(6, 1), 6)).isInstanceOf(Standing.Current.class);
        assertThat(tips.standing(hash(6, 0), 6)).isInstanceOf(Standing.Late.class);
    }
}
