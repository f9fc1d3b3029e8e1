package io.sluice.datum.link;

import static io.sluice.datum.link.LinkBench.TIP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.sluice.datum.message.ShareResponse;
import io.sluice.datum.testing.FakePool.Manner;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.port.ShareGate.Admission;
import io.sluice.mining.port.Upstream.WorkGrant;
import io.sluice.mining.port.Upstream.WorkRequest;
import io.sluice.mining.share.AcceptedShare;

/** The gateway stops. */
class DrainTest {

    private final LinkBench bench = new LinkBench();

    @Test
    void with_nothing_left_it_is_over_at_once_and_the_pool_is_not_called_again() {
        bench.started();
        assertThat(drain()).isCompleted();
        bench.loop.advanceSeconds(300);

        assertThat(bench.state()).isEqualTo(DatumState.DISCONNECTED);
        assertThat(bench.pool.isConnected()).isFalse();
        assertThat(bench.pool.calls()).isOne();
        assertThat(bench.loop.waiting()).isZero();
    }

    @Test
    void what_waits_is_sent_and_its_answers_are_waited_for() {
        bench.started().pool.judgesNothing();
        BlockCandidate candidate = bench.announced(TIP);
        bench.admit(bench.work.share(candidate, "rig"));
        CompletableFuture<Void> drained = drain();
        assertThat(drained).isNotCompleted();
        assertThat(bench.admit(bench.work.share(candidate, "rig"))).isEqualTo(Admission.STALE);
        bench.pool.sends(ShareResponse.accepted(bench.pool.shares().getFirst()));
        bench.loop.run();

        assertThat(drained).isCompleted();
        assertThat(bench.count(ShareFate.ACKNOWLEDGED)).isOne();
    }

    @Test
    void after_five_seconds_what_is_open_gets_its_last_fate() {
        bench.started().pool.judgesNothing();
        BlockCandidate candidate = bench.announced(TIP);
        bench.submit(candidate);
        bench.pool.hasRoom(false);
        bench.submit(candidate);
        CompletableFuture<Void> drained = drain();
        bench.loop.advanceSeconds(4);
        assertThat(drained).isNotCompleted();
        bench.loop.advanceSeconds(2);

        assertThat(drained).isCompleted();
        assertThat(bench.ledger.reasons(ShareFate.UNANSWERED)).containsEntry("gateway stopped", 1L);
        assertThat(bench.ledger.reasons(ShareFate.LOST)).containsEntry("gateway stopped", 1L);
        assertThat(bench.count(ShareFate.QUEUED) + bench.count(ShareFate.SENT)).isZero();
        bench.balances();
    }

    @Test
    void a_share_that_has_its_room_and_never_comes_in_does_not_hold_up_the_end_for_ever() {
        bench.started();
        AcceptedShare broken = nameless(bench.work.share(bench.announced(TIP), "rig"));
        assertThatThrownBy(() -> bench.upstream.admit(broken, bench.minerLane))
                .isInstanceOf(NullPointerException.class);
        CompletableFuture<Void> drained = drain();
        bench.loop.advance(LastSeconds.PATIENCE);
        assertThat(drained).as("it may still come").isNotCompleted();
        bench.loop.advanceSeconds(2);

        assertThat(drained).isCompleted();
        assertThat(bench.loop.waiting()).isZero();
    }

    /** As if the thread of a miner died on its way into the outbox. */
    @SuppressWarnings("NullAway")
    private static AcceptedShare nameless(AcceptedShare share) {
        return new AcceptedShare(share.job(), share.share(), share.extranonce(), share.hash(), null, true, false);
    }

    @Test
    void it_ends_while_the_pool_is_away_or_called() {
        bench.pool.meets(Manner.AWAY);
        bench.upstream.start(bench);
        bench.loop.advanceSeconds(1);
        assertThat(drain()).isCompleted();
        int calls = bench.pool.calls();
        bench.loop.advanceSeconds(100);
        assertThat(bench.pool.calls()).isEqualTo(calls);
    }

    @Test
    void work_is_refused_meanwhile() {
        bench.started().pool.judgesNothing();
        bench.submit(bench.announced(TIP));
        drain();

        assertThat(bench.ask(new WorkRequest(TIP, LinkBench.VALUE, false, true)))
                .isEqualTo(new WorkGrant.Refused("the gateway is about to stop"));
    }

    private CompletableFuture<Void> drain() {
        CompletableFuture<Void> drained = bench.upstream.drain().toCompletableFuture();
        bench.loop.run();
        return drained;
    }
}
