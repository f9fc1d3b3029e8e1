package io.sluice.datum.link;

import static io.sluice.datum.link.LinkBench.NEXT_TIP;
import static io.sluice.datum.link.LinkBench.TIP;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.sluice.datum.message.PowSubmission;
import io.sluice.datum.message.ShareReason;
import io.sluice.datum.message.ShareResponse;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.CoinbaseClass;
import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.port.ShareGate.Admission;
import io.sluice.mining.port.Upstream.WorkGrant;
import io.sluice.mining.port.Upstream.WorkRequest;
import io.sluice.mining.share.AcceptedShare;
import io.sluice.wire.type.Bytes;

/** Between a good share and "accepted", and from there to the pool's verdict. */
class AdmissionTest {

    private final LinkBench bench = new LinkBench();

    @Test
    void solo_work_and_shares_below_their_commitment_end_here_even_without_a_pool() {
        BlockCandidate solo = bench.work.solo(TIP);

        assertThat(bench.admit(bench.work.share(solo, "rig"))).isEqualTo(Admission.ADMITTED);
        bench.started();
        BlockCandidate candidate = bench.announced(TIP);
        AcceptedShare easy = bench.work.share(candidate, CoinbaseClass.DEFAULT, "rig", 9, false, false);
        assertThat(bench.admit(easy)).isEqualTo(Admission.ADMITTED);

        bench.loop.run();
        assertThat(bench.count(ShareFate.LOCAL)).isEqualTo(2);
        assertThat(bench.pool.shares()).isEmpty();
    }

    @Test
    void a_share_goes_from_queued_over_sent_to_acknowledged() {
        bench.started().pool.judgesNothing();
        BlockCandidate candidate = bench.announced(TIP);
        AcceptedShare share = bench.work.share(candidate, "rig");

        assertThat(bench.admit(share)).isEqualTo(Admission.ADMITTED);
        assertThat(bench.count(ShareFate.QUEUED)).isOne();
        bench.loop.run();
        assertThat(bench.count(ShareFate.SENT)).isOne();
        bench.pool.sends(ShareResponse.accepted(bench.pool.shares().getFirst()));
        bench.loop.run();

        assertThat(bench.count(ShareFate.ACKNOWLEDGED)).isOne();
        assertThat(bench.upstream.status().shares())
                .isEqualTo(new LinkStatus.Shares(0, 0, 1, 1, 0, 0, 0));
        bench.balances();
    }

    @Test
    void a_submission_says_all_that_the_pool_needs_to_rebuild_the_block() {
        bench.started();
        BlockCandidate candidate = bench.announced(TIP);
        AcceptedShare share = bench.work.block(candidate, "rig");
        bench.admit(share);
        bench.loop.run();

        PowSubmission sent = bench.pool.shares().getFirst();
        assertThat(sent.slot()).isEqualTo(0);
        assertThat(sent.coinbaseId()).isEqualTo(CoinbaseClass.DEFAULT.id());
        assertThat(sent.block()).isTrue();
        assertThat(sent.subsidyOnly()).isFalse();
        assertThat(sent.targetByte()).isEqualTo(16);
        assertThat(sent.nonce()).isEqualTo(share.share().nonce());
        assertThat(sent.version()).isEqualTo(share.share().version());
        assertThat(sent.nTime()).isEqualTo(share.share().nTime());
        assertThat(sent.extranonce()).isEqualTo(share.extranonce());
        assertThat(sent.username()).isEqualTo(Bytes.utf8("bc1qoperator.rig"));
        assertThat(sent.job()).hasValueSatisfying(job -> {
            assertThat(job.prevHash()).isEqualTo(TIP.prevHash());
            assertThat(job.height()).isEqualTo(TIP.height());
            assertThat(job.coinbaserId()).isEqualTo(7);
            assertThat(job.coinbaseValue()).isEqualTo(candidate.recipe().value());
            assertThat(job.transactionCount()).isEqualTo(5);
            assertThat(job.totalWeight()).isEqualTo(candidate.template().totalWeight());
            assertThat(job.totalSize()).isEqualTo(candidate.template().totalSize());
            assertThat(job.merklePath()).isEqualTo(candidate.template().merklePath());
        });
        assertThat(sent.coinbase()).hasValueSatisfying(coinbase -> {
            int targetByte = sent.job().orElseThrow().targetByteIndex();
            assertThat(coinbase.coinb1().at(targetByte)).as("target byte as built").isEqualTo(0xff);
            assertThat(coinbase.coinb2())
                    .isEqualTo(candidate.coinbase(CoinbaseClass.DEFAULT).parts().suffix());
        });
    }

    @Test
    void sections_are_sent_once_for_each_job_and_each_coinbase() {
        bench.started();
        BlockCandidate candidate = bench.announced(TIP);
        for (int round = 0; round < 2; round++) {
            for (CoinbaseClass coinbaseClass : CoinbaseClass.values()) {
                bench.admit(bench.work.share(
                        candidate, coinbaseClass, "rig", 100 * round + coinbaseClass.id(), true, false));
            }
        }
        bench.loop.run();

        assertThat(bench.pool.failures()).isEmpty();
        assertThat(bench.pool.shares()).hasSize(12);
        assertThat(bench.pool.shares().stream().flatMap(share -> share.job().stream())).hasSize(1);
        assertThat(bench.pool.shares().stream().flatMap(share -> share.coinbase().stream())
                .map(coinbase -> coinbase.coinbaseId())).containsExactly(0, 1, 2, 3, 4, 5);
    }

    @Test
    void a_coinbase_without_payouts_is_called_the_blank_one() {
        bench.pool.paysBy(_ -> Optional.empty());
        bench.started();
        var grants = bench.askLater(new WorkRequest(TIP, LinkBench.VALUE, false, true));
        BlockCandidate candidate = bench.work.candidate(
                (WorkGrant.Granted) grants.getFirst(), TIP);
        bench.upstream.announce(candidate);
        bench.admit(bench.work.share(candidate, CoinbaseClass.LARGE, "rig", 1, true, false));
        bench.admit(bench.work.share(candidate, CoinbaseClass.SMALL, "rig", 2, true, false));
        bench.loop.run();

        assertThat(bench.pool.shares()).extracting(PowSubmission::coinbaseId).containsExactly(0, 0);
        assertThat(bench.pool.shares().getFirst().coinbase()).isPresent();
        assertThat(bench.pool.shares().get(1).coinbase()).isEmpty();
    }

    @Test
    void a_share_of_work_that_was_never_announced_is_stale() {
        bench.started();
        BlockCandidate candidate = bench.work.unannounced(bench.terms.getFirst(), 3, TIP);

        assertThat(bench.admit(bench.work.share(candidate, "rig"))).isEqualTo(Admission.STALE);
        assertThat(bench.ledger.total().accepted()).isZero();
    }

    @Test
    void a_share_may_follow_its_announcement_at_once() {
        bench.started();
        BlockCandidate candidate = bench.work.candidate(bench.granted(TIP, true), TIP);

        bench.upstream.announce(candidate);
        assertThat(bench.admit(bench.work.share(candidate, "rig"))).isEqualTo(Admission.ADMITTED);
        bench.loop.run();

        assertThat(bench.count(ShareFate.ACKNOWLEDGED)).isOne();
    }

    @Test
    void a_share_whose_slot_was_given_away_is_stale() {
        bench.started();
        BlockCandidate first = bench.announced(TIP);
        for (int i = 0; i < 8; i++) {
            bench.announced(TIP);
        }

        assertThat(bench.admit(bench.work.share(first, "rig"))).isEqualTo(Admission.STALE);
    }

    @Test
    void what_waits_when_its_slot_is_given_away_is_lost_and_not_sent_under_other_work() {
        bench.started().pool.hasRoom(false);
        BlockCandidate first = bench.announced(TIP);
        bench.submit(first);
        for (int i = 0; i < 8; i++) {
            bench.announced(NEXT_TIP);
        }
        bench.pool.hasRoom(true);
        bench.loop.run();

        assertThat(bench.count(ShareFate.LOST)).isOne();
        assertThat(bench.ledger.reasons(ShareFate.LOST))
                .containsEntry("its place at the pool went to newer work", 1L);
        assertThat(bench.journal.losses).containsExactly("1 its place at the pool went to newer work");
        assertThat(bench.pool.shares()).isEmpty();
        bench.balances();
    }

    @Test
    void a_full_outbox_says_so_and_keeps_room_for_blocks() {
        LinkBench small = new LinkBench(4).started();
        BlockCandidate candidate = small.announced(TIP);
        small.pool.hasRoom(false);
        for (int i = 0; i < 4; i++) {
            small.submit(candidate);
        }

        assertThat(small.admit(small.work.share(candidate, "rig"))).isEqualTo(Admission.OVERLOADED);
        assertThat(small.ledger.total().accepted()).isEqualTo(4);
        assertThat(small.admit(small.work.block(candidate, "rig"))).isEqualTo(Admission.ADMITTED);
        small.pool.hasRoom(true);
        small.loop.run();
        assertThat(small.count(ShareFate.ACKNOWLEDGED)).isEqualTo(5);
        assertThat(small.admit(small.work.share(candidate, "rig"))).isEqualTo(Admission.ADMITTED);
    }

    @Test
    void rejects_are_booked_with_their_reason_in_words() {
        bench.started().pool.rejectsAll(ShareReason.HIGH_HASH);
        bench.submit(bench.announced(TIP));
        bench.pool.judgesBy(share -> Optional.of(new ShareResponse(
                ShareResponse.Status.REJECTED, 77, share.nonce(), ShareResponse.TARGET_UNKNOWN, share.slot())));
        bench.submit(bench.announced(TIP));

        assertThat(bench.ledger.reasons(ShareFate.REJECTED))
                .containsOnlyKeys(ShareReason.HIGH_HASH.words(), "reason 77");
        assertThat(bench.count(ShareFate.REJECTED)).isEqualTo(2);
    }

    @Test
    void tentative_shares_are_told_apart() {
        bench.started().pool.judgesBy(share -> Optional.of(ShareResponse.tentative(share)));
        bench.submit(bench.announced(TIP));

        assertThat(bench.count(ShareFate.TENTATIVE)).isOne();
    }

    @Test
    void a_verdict_on_a_share_that_nobody_sent_moves_nothing_and_is_counted() {
        bench.started().pool.judgesNothing();
        bench.submit(bench.announced(TIP));
        PowSubmission sent = bench.pool.shares().getFirst();
        bench.pool.sends(new ShareResponse(ShareResponse.Status.ACCEPTED, 0, sent.nonce() + 1, 16, 0));
        bench.pool.sends(new ShareResponse(ShareResponse.Status.ACCEPTED, 0, sent.nonce(), 17, 0));
        bench.pool.sends(new ShareResponse(ShareResponse.Status.ACCEPTED, 0, sent.nonce(), 0xff, 0));
        bench.pool.sends(new ShareResponse(ShareResponse.Status.ACCEPTED, 0, sent.nonce(), 16, 1));
        bench.loop.run();

        assertThat(bench.count(ShareFate.SENT)).isOne();
        assertThat(bench.upstream.status().shares().unmatched()).isEqualTo(4);
    }

    @Test
    void a_pool_that_answers_nothing_gets_no_more_than_a_fixed_number_of_shares() {
        bench.started().pool.judgesNothing();
        BlockCandidate candidate = bench.announced(TIP);
        for (int i = 0; i < ShareCourier.MOST_UNANSWERED + 10; i++) {
            bench.upstream.admit(bench.work.share(candidate, "rig"), bench.minerLane);
        }
        bench.loop.run();
        assertThat(bench.count(ShareFate.SENT)).isEqualTo(ShareCourier.MOST_UNANSWERED);

        bench.pool.sends(ShareResponse.accepted(bench.pool.shares().getFirst()));
        bench.loop.run();
        assertThat(bench.count(ShareFate.SENT)).isEqualTo(ShareCourier.MOST_UNANSWERED);
        assertThat(bench.count(ShareFate.QUEUED)).isEqualTo(9);
        bench.balances();
    }
}
