package io.sluice.datum.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import org.junit.jupiter.api.Test;

import io.sluice.datum.message.ClientConfiguration;
import io.sluice.datum.testing.PoolWork;
import io.sluice.mining.candidate.Birth;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.candidate.CoinbaseOutputs;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.wire.type.Bytes;

/** The eight slots: who gets one, and who has to leave. */
class DatumJobTableTest {

    private static final ChainTip TIP = CandidateFixtures.TIP;
    private static final ChainTip NEXT = CandidateFixtures.tip(TIP.height() + 1, 0);
    private static final ClientConfiguration CONFIGURATION = new ClientConfiguration(
            CandidateFixtures.POOL_SCRIPT, 1, Bytes.EMPTY, 1);

    private final DatumJobTable table = new DatumJobTable();
    private final PoolWork work = new PoolWork();
    private long now = -5_000_000_000L;

    @Test
    void eight_jobs_have_room_and_a_ninth_on_the_same_block_has_not() {
        List<Integer> slots = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            slots.add(((Birth.Pool) fill(TIP).birth()).slot());
        }

        assertThat(slots).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(reserve(TIP, false)).isEmpty();
    }

    @Test
    void a_new_block_takes_the_oldest() {
        List<BlockCandidate> held = fillAll(TIP);

        assertThat(reserve(TIP, true)).hasValue(0);
        assertThat(table.holds(held.get(0))).isFalse();
        assertThat(table.holds(held.get(1))).isTrue();
        assertThat(table.whyNot(held.get(0))).isEqualTo("its place at the pool went to newer work");
    }

    @Test
    void jobs_on_another_block_make_room_without_urgency() {
        List<BlockCandidate> held = fillAll(TIP);

        assertThat(reserve(NEXT, false)).hasValue(0);
        assertThat(table.holds(held.get(1))).as("until its slot is needed").isTrue();
    }

    @Test
    void superseded_jobs_make_room_after_two_minutes_and_the_newest_never_does() {
        fillAll(TIP);
        advance(DatumJobTable.SUPERSEDED.minusMillis(1));
        assertThat(reserve(TIP, false)).isEmpty();
        advance(Duration.ofMillis(1));
        for (int i = 0; i < 7; i++) {
            assertThat(reserve(TIP, false)).hasValue(i);
        }

        assertThat(reserve(TIP, false)).isEmpty();
    }

    @Test
    void a_reservation_that_was_never_announced_is_free_for_the_next_block_at_once() {
        for (int i = 0; i < 8; i++) {
            assertThat(reserve(TIP, false)).hasValue(i);
        }
        assertThat(reserve(TIP, false)).isEmpty();

        assertThat(reserve(NEXT, false)).hasValue(0);
    }

    @Test
    void a_reservation_that_was_never_announced_is_free_after_a_while_on_the_same_block() {
        for (int i = 0; i < 8; i++) {
            reserve(TIP, false);
        }
        advance(DatumJobTable.UNUSED);

        assertThat(reserve(TIP, false)).hasValue(0);
    }

    @Test
    void a_reservation_can_be_given_back_but_not_a_held_slot() {
        BlockCandidate held = fill(TIP);
        reserve(TIP, false);
        table.release(0);
        table.release(1);

        assertThat(table.holds(held)).isTrue();
        assertThat(reserve(TIP, false)).hasValue(2);
        for (int i = 3; i < 8; i++) {
            assertThat(reserve(TIP, false)).hasValue(i);
        }
        assertThat(reserve(TIP, false)).hasValue(1);
    }

    @Test
    void only_a_reserved_slot_of_the_same_session_takes_a_candidate() {
        BlockCandidate early = candidate(1, 0);
        assertThat(table.announce(early)).isFalse();
        reserve(TIP, false);

        assertThat(table.announce(candidate(2, 0))).isFalse();
        assertThat(table.announce(candidate(1, 1))).isFalse();
        assertThat(table.announce(work.solo(TIP))).isFalse();
        assertThat(table.announce(early)).isTrue();
        assertThat(table.holds(early)).isTrue();
    }

    @Test
    void of_two_candidates_for_one_slot_the_younger_stays() {
        reserve(TIP, false);
        BlockCandidate elder = candidate(1, 0);
        BlockCandidate younger = candidate(1, 0);

        assertThat(table.announce(elder)).isTrue();
        assertThat(table.announce(younger)).isTrue();
        assertThat(table.announce(elder)).isFalse();
        assertThat(table.holds(elder)).isFalse();
        assertThat(table.holds(younger)).isTrue();
    }

    @Test
    void what_the_pool_was_told_is_about_one_candidate_and_not_about_its_slot() {
        BlockCandidate first = fill(TIP);
        assertThat(table.submission(work.share(first, "rig"), Bytes.EMPTY).job()).isPresent();
        assertThat(table.submission(work.share(first, "rig"), Bytes.EMPTY).job()).isEmpty();
        for (int i = 1; i < 8; i++) {
            fill(TIP);
        }
        BlockCandidate second = fill(NEXT);

        assertThat(((Birth.Pool) second.birth()).slot()).isZero();
        assertThat(table.submission(work.share(second, "rig"), Bytes.EMPTY).job()).isPresent();
        assertThat(table.submission(work.share(second, "rig"), Bytes.EMPTY).coinbase()).isEmpty();
        table.forgetTold();
        assertThat(table.submission(work.share(second, "rig"), Bytes.EMPTY).coinbase()).isPresent();
    }

    @Test
    void a_retired_job_is_shown_until_its_slot_is_used_again_unless_everything_was_retired() {
        BlockCandidate held = fill(TIP);
        table.retireNotOn(NEXT, "gone");
        assertThat(table.shown(0)).contains(held);
        assertThat(table.whyNot(held)).isEqualTo("gone");
        assertThat(table.isEmpty()).isTrue();

        table.retireAll("all gone");
        assertThat(table.shown(0)).isEmpty();
        assertThat(table.isUsed(0)).isTrue();
        assertThat(table.isUsed(1)).isFalse();
    }

    private BlockCandidate fill(ChainTip tip) {
        int slot = reserve(tip, true).orElseThrow();
        BlockCandidate candidate = work.candidate(
                new Birth.Pool(1, slot, PoolWork.COMMITMENT), tip, CoinbaseOutputs.NONE);
        assertThat(table.announce(candidate)).isTrue();
        table.announced(candidate, now);
        return candidate;
    }

    private List<BlockCandidate> fillAll(ChainTip tip) {
        List<BlockCandidate> held = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            held.add(fill(tip));
        }
        return held;
    }

    private OptionalInt reserve(ChainTip tip, boolean urgent) {
        return table.reserve(1, tip, CONFIGURATION, 1, urgent, now);
    }

    private BlockCandidate candidate(long session, int slot) {
        return work.candidate(new Birth.Pool(session, slot, PoolWork.COMMITMENT), TIP, CoinbaseOutputs.NONE);
    }

    private void advance(Duration step) {
        now += step.toNanos();
    }
}
