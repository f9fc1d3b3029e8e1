package io.sluice.datum.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import io.sluice.datum.link.ShareOutbox.Offer;
import io.sluice.datum.testing.PoolWork;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.CoinbaseClass;
import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.ledger.ShareLedger;
import io.sluice.mining.share.AcceptedShare;
import io.sluice.mining.testing.CandidateFixtures;

/** The queue between many loops and one. */
class ShareOutboxTest {

    private final PoolWork work = new PoolWork();
    private final BlockCandidate candidate = work.solo(CandidateFixtures.TIP);
    private final ShareLedger ledger = new ShareLedger();
    private final ShareLedger.Lane lane = ledger.newLane();

    @Test
    void shares_come_out_in_the_order_in_which_they_went_in_however_often_the_ring_goes_round() {
        ShareOutbox outbox = new ShareOutbox(10);
        for (int round = 0; round < 100; round++) {
            List<AcceptedShare> in = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                in.add(work.share(candidate, "rig"));
                assertThat(outbox.offer(in.getLast(), lane)).isEqualTo(Offer.QUEUED);
            }
            for (AcceptedShare share : in) {
                assertThat(outbox.poll()).isSameAs(share);
            }
            assertThat(outbox.poll()).isNull();
        }
    }

    @Test
    void a_full_outbox_books_nothing() {
        ShareOutbox outbox = new ShareOutbox(2);
        outbox.offer(work.share(candidate, "rig"), lane);
        outbox.offer(work.share(candidate, "rig"), lane);

        assertThat(outbox.offer(work.share(candidate, "rig"), lane)).isEqualTo(Offer.FULL);
        assertThat(ledger.total().accepted()).isEqualTo(2);
        assertThat(outbox.size()).isEqualTo(2);
    }

    @Test
    void blocks_have_room_of_their_own_and_that_is_bounded_too() {
        ShareOutbox outbox = new ShareOutbox(1);
        outbox.offer(work.share(candidate, "rig"), lane);
        for (int i = 0; i < ShareOutbox.RESERVED; i++) {
            assertThat(outbox.offer(work.block(candidate, "rig"), lane)).isEqualTo(Offer.QUEUED);
        }

        assertThat(outbox.offer(work.block(candidate, "rig"), lane)).isEqualTo(Offer.FULL);
        outbox.poll();
        assertThat(outbox.offer(work.share(candidate, "rig"), lane)).isEqualTo(Offer.FULL);
        assertThat(outbox.offer(work.block(candidate, "rig"), lane)).isEqualTo(Offer.QUEUED);
    }

    @Test
    void a_closed_outbox_gives_out_what_it_has_and_takes_nothing() {
        ShareOutbox outbox = new ShareOutbox(2);
        outbox.offer(work.share(candidate, "rig"), lane);
        outbox.close();

        assertThat(outbox.offer(work.block(candidate, "rig"), lane)).isEqualTo(Offer.CLOSED);
        assertThat(outbox.size()).isOne();
        assertThat(outbox.poll()).isNotNull();
        assertThat(outbox.size()).isZero();
    }

    @Test
    void no_share_is_lost_or_doubled_between_threads_and_none_comes_out_before_it_is_booked()
            throws InterruptedException {
        int threads = 4;
        int each = 20_000;
        ShareOutbox outbox = new ShareOutbox(100);
        ShareLedger books = new ShareLedger();
        ShareLedger.Lane linkLane = books.newLane();
        AtomicInteger queued = new AtomicInteger();
        CountDownLatch start = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(threads);
        for (int t = 0; t < threads; t++) {
            ShareLedger.Lane own = books.newLane();
            int thread = t;
            Thread.ofPlatform().start(() -> {
                try {
                    start.await();
                    for (int i = 0; i < each; i++) {
                        AcceptedShare share = work.share(
                                candidate, CoinbaseClass.BLANK, "rig", thread * each + i, true, false);
                        if (outbox.offer(share, own) == Offer.QUEUED) {
                            queued.incrementAndGet();
                        }
                    }
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                } finally {
                    done.countDown();
                }
            });
        }
        Set<Integer> out = new HashSet<>();
        int[] lastOfThread = new int[threads];
        Arrays.fill(lastOfThread, -1);
        start.countDown();
        while (done.getCount() > 0 || outbox.size() > 0) {
            AcceptedShare share = outbox.poll();
            if (share == null) {
                Thread.onSpinWait();
                continue;
            }
            int nonce = share.share().nonce();
            assertThat(out.add(nonce)).isTrue();
            assertThat(nonce).isGreaterThan(lastOfThread[nonce / each]);
            lastOfThread[nonce / each] = nonce;
            linkLane.move("rig", ShareFate.QUEUED, ShareFate.SENT);
            if (out.size() % 64 == 0) {
                assertThat(books.total().of(ShareFate.QUEUED)).isNotNegative();
            }
        }

        assertThat(out).hasSize(queued.get());
        assertThat(books.total().accepted()).isEqualTo(queued.get());
        assertThat(books.total().of(ShareFate.QUEUED)).isZero();
    }
}
