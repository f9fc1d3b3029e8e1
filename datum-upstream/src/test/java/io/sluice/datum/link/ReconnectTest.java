package io.sluice.datum.link;

import static io.sluice.datum.link.LinkBench.NEXT_TIP;
import static io.sluice.datum.link.LinkBench.TIP;
import static io.sluice.datum.link.LinkBench.VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.sluice.datum.link.LinkFault.Kind;
import io.sluice.datum.message.ClientConfiguration;
import io.sluice.datum.message.PowSubmission;
import io.sluice.datum.message.ShareReason;
import io.sluice.datum.message.ShareResponse;
import io.sluice.datum.testing.FakePool.Manner;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.port.PoolTerms;
import io.sluice.mining.port.ShareGate.Admission;
import io.sluice.mining.port.Upstream.WorkGrant;
import io.sluice.mining.port.Upstream.WorkRequest;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.wire.type.Bytes;

/** What a new connection means for the work of the old one (the ruling on reconnects). */
class ReconnectTest {

    private final LinkBench bench = new LinkBench().started();

    @Test
    void work_goes_on_if_pool_configuration_and_block_are_the_same() {
        BlockCandidate candidate = bench.announced(TIP);
        bench.submit(candidate);
        bench.pool.hangsUp();
        bench.loop.run();
        assertThat(bench.admit(bench.work.share(candidate, "rig"))).isEqualTo(Admission.ADMITTED);
        bench.loop.advance(RedialDelay.FIRST);

        assertThat(bench.terms).extracting(PoolTerms::session).containsExactly(1L, 1L);
        assertThat(bench.count(ShareFate.QUEUED)).as("waits for the first request for work").isOne();
        BlockCandidate next = bench.announced(TIP);
        bench.submit(next);

        assertThat(bench.count(ShareFate.ACKNOWLEDGED)).isEqualTo(3);
        assertThat(bench.pool.failures()).isEmpty();
        assertThat(bench.admit(bench.work.share(candidate, "rig"))).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void sections_are_sent_again_on_a_new_connection() {
        BlockCandidate candidate = bench.announced(TIP);
        bench.submit(candidate);
        bench.submit(candidate);
        bench.reconnect();
        bench.announced(TIP);
        bench.submit(candidate);
        bench.submit(candidate);

        assertThat(bench.pool.shares()).extracting(share -> share.job().isPresent())
                .containsExactly(true, false, true, false);
        assertThat(bench.pool.shares()).extracting(share -> share.coinbase().isPresent())
                .containsExactly(true, false, true, false);
    }

    @Test
    void without_a_request_for_work_waiting_shares_go_after_a_few_seconds() {
        BlockCandidate candidate = bench.announced(TIP);
        bench.reconnect();
        assertThat(bench.admit(bench.work.share(candidate, "rig"))).isEqualTo(Admission.ADMITTED);
        bench.loop.advance(PoolSession.PATIENCE);

        assertThat(bench.count(ShareFate.ACKNOWLEDGED)).isOne();
    }

    @Test
    void a_new_block_meanwhile_makes_old_work_undeliverable() {
        BlockCandidate candidate = bench.announced(TIP);
        bench.pool.hangsUp();
        bench.loop.run();
        bench.admit(bench.work.share(candidate, "rig"));
        bench.loop.advance(RedialDelay.FIRST);
        bench.announced(NEXT_TIP);

        assertThat(bench.terms.getLast().session()).isEqualTo(1);
        assertThat(bench.admit(bench.work.share(candidate, "rig"))).isEqualTo(Admission.STALE);
        assertThat(bench.ledger.reasons(ShareFate.LOST))
                .containsEntry("a new block came while the pool was away", 1L);
        assertThat(bench.pool.shares()).isEmpty();
    }

    @Test
    void a_new_block_meanwhile_makes_shares_on_the_old_one_stale_at_once() {
        BlockCandidate old = bench.announced(TIP);
        bench.pool.hangsUp();
        bench.loop.run();
        bench.upstream.newTip(NEXT_TIP);
        bench.loop.run();

        assertThat(bench.admit(bench.work.share(old, "rig"))).isEqualTo(Admission.STALE);
    }

    @Test
    void a_new_block_while_the_pool_is_there_leaves_it_to_the_pool_to_judge_late_shares() {
        BlockCandidate old = bench.announced(TIP);
        bench.upstream.newTip(NEXT_TIP);
        bench.loop.run();

        bench.submit(old);
        assertThat(bench.pool.shares()).hasSize(1);
    }

    @Test
    void a_new_block_is_remembered_though_nobody_asks_for_work_after_the_reconnect() {
        BlockCandidate old = bench.announced(TIP);
        bench.pool.hangsUp();
        bench.loop.run();
        bench.admit(bench.work.share(old, "rig"));
        bench.upstream.newTip(NEXT_TIP);
        bench.loop.advance(RedialDelay.FIRST.plus(PoolSession.PATIENCE));

        assertThat(bench.state()).isEqualTo(DatumState.READY);
        assertThat(bench.ledger.reasons(ShareFate.LOST))
                .containsEntry("a new block came while the pool was away", 1L);
        assertThat(bench.pool.shares()).isEmpty();
    }

    @Test
    void work_on_a_new_block_that_was_made_while_the_pool_was_away_counts_if_it_comes_back_the_same() {
        bench.announced(TIP);
        BlockCandidate bridge = madeWhileAway();
        assertThat(bench.admit(bench.work.share(bridge, "rig"))).isEqualTo(Admission.ADMITTED);
        bench.loop.advance(RedialDelay.FIRST);
        BlockCandidate next = bench.announced(NEXT_TIP);
        bench.submit(bridge);
        bench.submit(next);

        assertThat(bench.terms).extracting(PoolTerms::session).containsExactly(1L, 1L);
        assertThat(bench.count(ShareFate.ACKNOWLEDGED)).isEqualTo(3);
        assertThat(bench.pool.failures()).isEmpty();
        assertThat(bench.pool.shares().getFirst().job()).hasValueSatisfying(
                job -> assertThat(job.prevHash()).isEqualTo(NEXT_TIP.prevHash()));
    }

    @Test
    void work_that_was_made_while_the_pool_was_away_is_lost_if_it_comes_back_with_another_configuration() {
        bench.announced(TIP);
        BlockCandidate bridge = madeWhileAway();
        bench.admit(bench.work.share(bridge, "rig"));
        bench.pool.configuredWith(otherConfiguration());
        bench.loop.advance(RedialDelay.FIRST);

        assertThat(bench.ledger.reasons(ShareFate.LOST))
                .containsEntry("the pool came back with another configuration", 1L);
        assertThat(bench.admit(bench.work.share(bridge, "rig"))).isEqualTo(Admission.STALE);
    }

    @Test
    void work_that_was_made_while_the_pool_was_away_is_old_work_to_a_pool_that_takes_none() {
        bench.announced(TIP);
        BlockCandidate bridge = madeWhileAway();
        bench.loop.advance(RedialDelay.FIRST);
        BlockCandidate next = bench.announced(NEXT_TIP);
        bench.pool.rejectsAll(ShareReason.BAD_COINBASE_OUTPUTS);
        bench.submit(bridge);

        assertThat(bench.admit(bench.work.share(bridge, "rig"))).isEqualTo(Admission.STALE);
        assertThat(bench.admit(bench.work.share(next, "rig"))).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void before_the_pool_was_ever_met_there_is_no_place_for_work() {
        LinkBench never = new LinkBench();
        never.pool.meets(Manner.AWAY);
        never.upstream.start(never);
        never.loop.run();

        assertThat(never.ask(new WorkRequest(TIP, VALUE, false, true))).isInstanceOf(WorkGrant.Refused.class);
    }

    /** Work on the next block, for a pool that has hung up a moment ago. */
    private BlockCandidate madeWhileAway() {
        bench.pool.hangsUp();
        bench.loop.run();
        WorkGrant.Granted place = (WorkGrant.Granted) bench.ask(new WorkRequest(NEXT_TIP, VALUE, false, true));
        assertThat(place.outputs().isEmpty()).isTrue();
        BlockCandidate made = bench.work.candidate(place, NEXT_TIP);
        bench.upstream.announce(made);
        bench.loop.run();
        return made;
    }

    @Test
    void another_configuration_begins_another_session() {
        BlockCandidate candidate = bench.announced(TIP);
        bench.pool.hangsUp();
        bench.loop.run();
        bench.admit(bench.work.share(candidate, "rig"));
        bench.pool.configuredWith(otherConfiguration());
        bench.loop.advance(RedialDelay.FIRST);

        assertThat(bench.terms).extracting(PoolTerms::session).containsExactly(1L, 2L);
        assertThat(bench.admit(bench.work.share(candidate, "rig"))).isEqualTo(Admission.STALE);
        assertThat(bench.count(ShareFate.LOST)).isOne();
        assertThat(bench.pool.shares()).isEmpty();
    }

    @Test
    void work_of_before_a_change_of_configuration_does_not_survive_the_next_reconnect() {
        BlockCandidate before = bench.announced(TIP);
        bench.pool.reconfigures(otherConfiguration());
        bench.loop.run();
        BlockCandidate after = bench.announced(TIP);
        assertThat(bench.terms).extracting(PoolTerms::session).as("jobs that are out go on").containsExactly(1L, 1L);
        assertThat(bench.admit(bench.work.share(before, "rig"))).isEqualTo(Admission.ADMITTED);

        bench.reconnect();
        bench.announced(TIP);

        assertThat(bench.admit(bench.work.share(before, "rig"))).isEqualTo(Admission.STALE);
        assertThat(bench.admit(bench.work.share(after, "rig"))).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void a_candidate_of_an_earlier_session_can_not_be_announced() {
        WorkGrant.Granted grant = bench.granted(TIP, true);
        bench.pool.configuredWith(otherConfiguration());
        bench.reconnect();
        BlockCandidate late = bench.work.candidate(grant, TIP);
        bench.upstream.announce(late);
        bench.loop.run();

        assertThat(bench.admit(bench.work.share(late, "rig"))).isEqualTo(Admission.STALE);
        assertThat(bench.journal.oddities).hasSize(1).first().asString().contains("came too late");
    }

    @Test
    void what_was_sent_is_unanswered_and_never_sent_again() {
        bench.pool.judgesNothing();
        bench.submit(bench.announced(TIP));
        bench.reconnect();
        bench.announced(TIP);

        assertThat(bench.count(ShareFate.UNANSWERED)).isOne();
        assertThat(bench.ledger.reasons(ShareFate.UNANSWERED)).containsEntry("the connection ended", 1L);
        assertThat(bench.pool.shares()).hasSize(1);
    }

    @Test
    void a_verdict_that_comes_on_the_next_connection_is_no_verdict() {
        bench.pool.judgesNothing();
        bench.submit(bench.announced(TIP));
        PowSubmission sent = bench.pool.shares().getFirst();
        bench.reconnect();
        bench.pool.sends(ShareResponse.accepted(sent));
        bench.loop.run();

        assertThat(bench.count(ShareFate.UNANSWERED)).isOne();
        assertThat(bench.upstream.status().shares().unmatched()).isOne();
        bench.balances();
    }

    @Test
    void a_bad_coinbaser_answer_ends_the_announcing_of_old_work_on_that_connection() {
        for (ShareReason reason : new ShareReason[]{ShareReason.BAD_COINBASER_ID, ShareReason.BAD_COINBASE_OUTPUTS}) {
            bench.pool.acceptsAll();
            BlockCandidate old = bench.announced(TIP);
            bench.reconnect();
            BlockCandidate fresh = bench.announced(TIP);
            bench.pool.rejectsAll(reason);
            bench.submit(old);

            assertThat(bench.admit(bench.work.share(old, "rig"))).isEqualTo(Admission.STALE);
            bench.pool.acceptsAll();
            assertThat(bench.admit(bench.work.share(fresh, "rig"))).isEqualTo(Admission.ADMITTED);
            bench.loop.run();
        }
        assertThat(bench.count(ShareFate.REJECTED)).isEqualTo(2);
    }

    @Test
    void another_reject_does_not_end_it() {
        BlockCandidate old = bench.announced(TIP);
        bench.reconnect();
        bench.announced(TIP);
        bench.pool.rejectsAll(ShareReason.HIGH_HASH);
        bench.submit(old);

        assertThat(bench.admit(bench.work.share(old, "rig"))).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void while_the_pool_is_away_work_with_a_list_is_refused_with_the_reason_and_open_questions_are_answered() {
        bench.pool.paysBy(_ -> Optional.empty());
        var open = bench.askLater(new WorkRequest(TIP, VALUE, true, true));
        assertThat(open).isEmpty();
        bench.pool.hangsUp();
        bench.loop.run();

        assertThat(open).singleElement().isInstanceOf(WorkGrant.Refused.class);
        assertThat(bench.ask(new WorkRequest(TIP, VALUE, true, true))).isInstanceOfSatisfying(
                WorkGrant.Refused.class, refused -> assertThat(refused.why()).contains("ended"));
        assertThat(bench.away).hasSize(1);
    }

    @Test
    void the_pool_is_called_again_with_growing_pauses_and_quickly_after_a_good_spell() {
        bench.pool.meets(Manner.AWAY);
        bench.pool.hangsUp();
        bench.loop.advanceSeconds(120);
        assertThat(bench.pool.calls()).isBetween(1 + 8, 1 + 20);
        assertThat(bench.journal.lastFault()).isEqualTo(Kind.UNREACHABLE);
        assertThat(bench.journal.faults.getLast().sentence()).contains("connection refused").contains("pool.example");

        bench.pool.meets(Manner.POLITE);
        bench.loop.advance(RedialDelay.LONGEST);
        bench.advanceAlive(RedialDelay.GOOD_SPELL);
        int calls = bench.pool.calls();
        bench.pool.hangsUp();
        bench.loop.advance(RedialDelay.FIRST);
        assertThat(bench.pool.calls()).isEqualTo(calls + 1);
        assertThat(bench.state()).isEqualTo(DatumState.READY);
    }

    @Test
    void a_call_that_nobody_ever_takes_is_given_up() {
        LinkBench alone = new LinkBench();
        int[] calls = {0};
        DatumUpstream upstream = new DatumUpstream(LinkBench.settings(alone.pool, 10), LinkBench.tools(alone.loop),
                new Usernames("bc1qoperator", UserPolicy.WORKER), (_, _, _) -> calls[0]++, alone.linkLane,
                alone.journal);
        upstream.start(alone);
        alone.loop.advance(LinkSettings.SILENCE.plus(Duration.ofSeconds(2)));

        assertThat(alone.journal.lastFault()).isEqualTo(Kind.UNREACHABLE);
        assertThat(calls[0]).isEqualTo(2);
    }

    private static ClientConfiguration otherConfiguration() {
        return new ClientConfiguration(CandidateFixtures.p2tr(77), 5, Bytes.utf8("OTHER"), 2048);
    }
}
