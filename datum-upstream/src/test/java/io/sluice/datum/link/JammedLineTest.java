package io.sluice.datum.link;

import static io.sluice.datum.link.LinkBench.NEXT_TIP;
import static io.sluice.datum.link.LinkBench.TIP;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.sluice.datum.message.PowSubmission;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.port.Upstream.WorkRequest;
import io.sluice.mining.share.AcceptedShare;

/** Shares that are on our side of the line, which the system does not take, or not whole. */
class JammedLineTest {

    private static final long ALL = Long.MAX_VALUE;

    private final LinkBench bench = new LinkBench().started();
    private final BlockCandidate candidate = bench.announced(TIP);

    @Test
    void a_share_is_sent_when_the_system_has_taken_its_last_byte() {
        bench.pool.judgesNothing().takesOnly(0);
        bench.submit(candidate);
        assertThat(bench.count(ShareFate.QUEUED)).isOne();
        bench.pool.takesOnly(30);
        bench.loop.run();
        assertThat(bench.count(ShareFate.QUEUED)).isOne();
        bench.loop.advance(LinkKeeper.TICK);
        assertThat(bench.upstream.status().shares()).isEqualTo(new LinkStatus.Shares(1, 0, 0, 0, 0, 0, 0));

        bench.pool.takesOnly(ALL);
        bench.loop.advance(LinkKeeper.TICK);
        assertThat(bench.count(ShareFate.SENT)).isOne();
        assertThat(bench.upstream.status().shares()).isEqualTo(new LinkStatus.Shares(0, 1, 1, 0, 0, 0, 0));
    }

    @Test
    void what_was_not_taken_whole_goes_over_the_next_connection_once() {
        for (int taken : new int[]{0, 1, 30}) {
            int before = bench.pool.shares().size();
            bench.pool.takesOnly(taken);
            bench.submit(candidate);
            hangUpAndComeBack();

            assertThat(bench.pool.shares()).as("after %s bytes", taken).hasSize(before + 1);
            assertThat(bench.count(ShareFate.QUEUED)).isZero();
        }
        assertThat(bench.count(ShareFate.ACKNOWLEDGED)).isEqualTo(3);
        assertThat(bench.pool.failures()).isEmpty();
    }

    @Test
    void what_was_taken_is_unanswered_and_what_stood_behind_it_is_still_queued() {
        bench.pool.judgesNothing();
        bench.submit(candidate);
        bench.pool.takesOnly(3);
        bench.submit(candidate);
        bench.pool.hangsUp();
        bench.loop.run();

        assertThat(bench.count(ShareFate.UNANSWERED)).isOne();
        assertThat(bench.count(ShareFate.QUEUED)).isOne();
        bench.balances();
    }

    @Test
    void their_order_is_kept_over_several_connections() {
        List<Integer> nonces = new ArrayList<>();
        bench.pool.takesOnly(0);
        nonces.add(admitted());
        nonces.add(admitted());
        bench.loop.run();
        bench.pool.hangsUp();
        bench.loop.run();
        nonces.add(admitted());
        bench.pool.takesOnly(ALL);
        bench.loop.advance(RedialDelay.FIRST);
        bench.pool.takesOnly(0);
        bench.ask(new WorkRequest(TIP, LinkBench.VALUE, false, false));
        bench.pool.hangsUp();
        bench.loop.run();
        nonces.add(admitted());
        bench.pool.takesOnly(ALL);
        bench.loop.advance(RedialDelay.LONGEST);

        assertThat(bench.pool.shares()).extracting(PowSubmission::nonce).containsExactlyElementsOf(nonces);
    }

    @Test
    void a_new_block_meanwhile_makes_them_lost() {
        bench.pool.takesOnly(0);
        bench.submit(candidate);
        bench.pool.hangsUp();
        bench.loop.run();
        bench.upstream.newTip(NEXT_TIP);
        bench.pool.takesOnly(ALL);
        bench.loop.advance(RedialDelay.LONGEST);

        assertThat(bench.ledger.reasons(ShareFate.LOST))
                .containsEntry("a new block came while the pool was away", 1L);
        assertThat(bench.pool.shares()).isEmpty();
    }

    @Test
    void when_the_gateway_stops_they_are_lost_and_not_unanswered() {
        bench.pool.takesOnly(0);
        bench.submit(candidate);
        var drained = bench.upstream.drain().toCompletableFuture();
        bench.loop.advance(LastSeconds.PATIENCE);

        assertThat(drained).isCompleted();
        assertThat(bench.ledger.reasons(ShareFate.LOST)).containsEntry("gateway stopped", 1L);
        assertThat(bench.count(ShareFate.UNANSWERED)).isZero();
        bench.balances();
    }

    @Test
    void a_jammed_line_takes_no_more_than_a_fixed_number_of_shares_out_of_the_queue() {
        bench.pool.takesOnly(0);
        for (int i = 0; i < ShareCourier.MOST_UNANSWERED + 10; i++) {
            bench.upstream.admit(bench.work.share(candidate, "rig"), bench.minerLane);
        }
        bench.loop.run();
        bench.pool.takesOnly(ALL);
        bench.loop.run();

        assertThat(bench.count(ShareFate.ACKNOWLEDGED)).isEqualTo(ShareCourier.MOST_UNANSWERED + 10);
    }

    private int admitted() {
        AcceptedShare share = bench.work.share(candidate, "rig");
        bench.admit(share);
        return share.share().nonce();
    }

    private void hangUpAndComeBack() {
        bench.pool.hangsUp();
        bench.loop.run();
        bench.pool.takesOnly(ALL);
        bench.loop.advance(RedialDelay.LONGEST);
        bench.announced(TIP);
    }
}
