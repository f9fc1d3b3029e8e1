package io.sluice.datum.link;

import static io.sluice.datum.link.LinkBench.TIP;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.sluice.datum.message.ClientConfiguration;
import io.sluice.datum.message.PowSubmission;
import io.sluice.datum.message.ShareReason;
import io.sluice.datum.testing.PoolWork;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.CoinbaseClass;
import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.port.PoolTerms;
import io.sluice.mining.port.ShareGate.Admission;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.wire.type.Bytes;

/** The pool changes script, tag, prime id and minimum in the middle of a connection: what that means for jobs that are out. */
class ReconfigurationTest {

    private static final ClientConfiguration RAISED = new ClientConfiguration(
            CandidateFixtures.p2tr(77), 5, Bytes.utf8("OTHER"), 1L << PoolWork.COMMITMENT.exponent() + 4);

    private final LinkBench bench = new LinkBench().started();

    @Test
    void new_values_are_told_and_the_session_stays() {
        reconfigure();

        PoolTerms terms = bench.terms.getLast();
        assertThat(bench.terms).extracting(PoolTerms::session).containsExactly(1L, 1L);
        assertThat(terms.script()).isEqualTo(RAISED.payoutScript());
        assertThat(terms.tag()).isEqualTo(RAISED.tag());
        assertThat(terms.primeId()).isEqualTo(5);
        assertThat(terms.minimum().exponent()).isEqualTo(PoolWork.COMMITMENT.exponent() + 4);
    }

    @Test
    void a_job_that_is_out_is_still_brought_as_it_was_born() {
        BlockCandidate before = bench.announced(TIP);
        reconfigure();
        bench.submit(before);

        PowSubmission sent = bench.pool.shares().getFirst();
        assertThat(sent.targetByte()).as("below the new minimum").isEqualTo(PoolWork.COMMITMENT.exponent());
        assertThat(sent.coinbase()).hasValueSatisfying(coinbase -> assertThat(coinbase.coinb2())
                .isEqualTo(before.coinbase(CoinbaseClass.DEFAULT).parts().suffix()));
        assertThat(before.recipe().baseScript()).as("the old one").isNotEqualTo(RAISED.payoutScript());
        assertThat(bench.count(ShareFate.ACKNOWLEDGED)).isOne();
        assertThat(bench.pool.failures()).isEmpty();
    }

    @Test
    void jobs_before_and_after_it_stand_side_by_side() {
        BlockCandidate before = bench.announced(TIP);
        reconfigure();
        BlockCandidate after = bench.announced(TIP);
        bench.submit(before);
        bench.submit(after);

        assertThat(bench.count(ShareFate.ACKNOWLEDGED)).isEqualTo(2);
        assertThat(bench.pool.shares()).extracting(PowSubmission::slot).doesNotHaveDuplicates();
    }

    @Test
    void a_pool_that_does_not_take_them_says_so_and_that_is_their_fate() {
        BlockCandidate before = bench.announced(TIP);
        reconfigure();
        bench.pool.rejectsAll(ShareReason.BAD_TARGET);
        bench.submit(before);

        assertThat(bench.ledger.reasons(ShareFate.REJECTED)).containsOnlyKeys(ShareReason.BAD_TARGET.words());
        assertThat(bench.admit(bench.work.share(before, "rig"))).isEqualTo(Admission.ADMITTED);
    }

    private void reconfigure() {
        bench.pool.reconfigures(RAISED);
        bench.loop.run();
    }
}
