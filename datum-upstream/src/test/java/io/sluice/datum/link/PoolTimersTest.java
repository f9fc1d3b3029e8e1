package io.sluice.datum.link;

import static io.sluice.datum.link.LinkBench.TIP;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.sluice.datum.link.LinkFault.Kind;
import io.sluice.datum.message.ShareReason;
import io.sluice.datum.message.ShareResponse;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.ledger.ShareFate;

/** Section 5.2 on the whole link: silence, and shares that nobody accepts. */
class PoolTimersTest {

    private final LinkBench bench = new LinkBench().started();

    @Test
    void a_pool_that_falls_silent_is_left() {
        bench.loop.advanceSeconds(59);
        assertThat(bench.state()).isEqualTo(DatumState.READY);
        bench.loop.advanceSeconds(2);

        assertThat(bench.journal.lastFault()).isEqualTo(Kind.SILENT);
    }

    @Test
    void a_pool_that_only_rejects_is_left_after_thirty_seconds_of_shares() {
        bench.pool.rejectsAll(ShareReason.STALE_BLOCK);
        mineFor(29);
        assertThat(bench.state()).isEqualTo(DatumState.READY);
        mineFor(3);

        assertThat(bench.journal.faults).hasSize(1);
        assertThat(bench.journal.lastFault()).isEqualTo(Kind.NO_SHARE_ACCEPTED);
        assertThat(bench.journal.faults.getLast().sentence()).contains("rejected every share");
    }

    @Test
    void a_pool_that_answers_no_share_is_left_too() {
        bench.pool.judgesNothing();
        mineFor(32);

        assertThat(bench.journal.faults.getFirst().sentence()).contains("answered no share");
        assertThat(bench.ledger.reasons(ShareFate.UNANSWERED)).containsKey("the pool accepted nothing");
    }

    @Test
    void a_pool_that_owes_too_many_answers_is_left_although_nothing_more_is_sent() {
        bench.pool.judgesNothing();
        BlockCandidate candidate = bench.announced(TIP);
        for (int i = 0; i <= ShareCourier.MOST_UNANSWERED; i++) {
            bench.upstream.admit(bench.work.share(candidate, "rig"), bench.minerLane);
        }
        bench.advanceAlive(AcceptanceTimer.LIMIT.minusSeconds(1));
        assertThat(bench.count(ShareFate.SENT)).isEqualTo(ShareCourier.MOST_UNANSWERED);
        bench.advanceAlive(Duration.ofSeconds(2));

        assertThat(bench.journal.lastFault()).isEqualTo(Kind.NO_SHARE_ACCEPTED);
        assertThat(bench.count(ShareFate.UNANSWERED)).isEqualTo(ShareCourier.MOST_UNANSWERED);
    }

    @Test
    void one_accepted_share_in_thirty_seconds_is_enough() {
        int[] count = {0};
        bench.pool.judgesBy(share -> Optional.of(count[0]++ % 25 == 0
                ? ShareResponse.tentative(share)
                : ShareResponse.rejected(share, ShareReason.HIGH_HASH)));
        mineFor(200);

        assertThat(bench.journal.faults).isEmpty();
    }

    @Test
    void a_slow_miner_does_not_trip_the_timer() {
        bench.pool.rejectsAll(ShareReason.HIGH_HASH);
        BlockCandidate candidate = bench.announced(TIP);
        for (int i = 0; i < 10; i++) {
            bench.submit(candidate);
            bench.advanceAlive(Duration.ofSeconds(26));
        }

        assertThat(bench.journal.faults).isEmpty();
    }

    @Test
    void after_three_fruitless_rounds_there_is_an_alarm_and_a_long_rest() {
        bench.pool.rejectsAll(ShareReason.BAD_USERNAME);
        for (int round = 0; round < 3; round++) {
            assertThat(bench.state()).isEqualTo(DatumState.READY);
            mineFor(32);
            assertThat(bench.journal.faults).hasSize(round + 1);
            bench.loop.advance(RedialDelay.LONGEST);
        }

        assertThat(bench.journal.alarms).hasSize(1).first().asString().startsWith("3 ");
        assertThat(bench.state()).isEqualTo(DatumState.DISCONNECTED);
        bench.loop.advance(LinkKeeper.REST);
        assertThat(bench.state()).isEqualTo(DatumState.READY);
    }

    @Test
    void an_accepted_share_between_ends_the_count_of_fruitless_rounds() {
        for (int round = 0; round < 4; round++) {
            bench.pool.acceptsAll();
            bench.submit(bench.announced(TIP));
            bench.pool.rejectsAll(ShareReason.HIGH_HASH);
            mineFor(32);
            bench.loop.advance(RedialDelay.LONGEST);
            assertThat(bench.state()).isEqualTo(DatumState.READY);
        }

        assertThat(bench.journal.alarms).isEmpty();
    }

    @Test
    void a_share_whose_answer_got_lost_among_others_is_unanswered_in_the_end() {
        bench.pool.judgesNothing();
        bench.submit(bench.announced(TIP));
        bench.pool.acceptsAll();
        mineFor(59);
        assertThat(bench.count(ShareFate.SENT)).isEqualTo(1);
        mineFor(70);

        assertThat(bench.state()).isEqualTo(DatumState.READY);
        assertThat(bench.count(ShareFate.SENT)).isZero();
        assertThat(bench.count(ShareFate.UNANSWERED)).isEqualTo(1);
        assertThat(bench.count(ShareFate.ACKNOWLEDGED)).isEqualTo(129);
    }

    /** One share a second while the link is ready. */
    private void mineFor(int seconds) {
        BlockCandidate candidate = bench.announced(TIP);
        for (int i = 0; i < seconds && bench.state() == DatumState.READY; i++) {
            bench.submit(candidate);
            bench.advanceAlive(Duration.ofSeconds(1));
        }
    }
}
