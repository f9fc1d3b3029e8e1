package io.sluice.mining.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The share equation: told accepted is the sum of all fates, in every snapshot. */
class ShareLedgerTest {

    private final ShareLedger ledger = new ShareLedger();
    private final ShareLedger.Lane link = ledger.newLane();
    private final ShareLedger.Lane miner = ledger.newLane();

    @Test
    void a_share_is_followed_from_lane_to_lane() {
        miner.accept("alice", ShareFate.QUEUED);
        miner.accept("alice", ShareFate.LOCAL);
        miner.accept("bob", ShareFate.QUEUED);
        link.move("alice", ShareFate.QUEUED, ShareFate.SENT);
        link.move("alice", ShareFate.SENT, ShareFate.ACKNOWLEDGED);
        link.move("bob", ShareFate.QUEUED, ShareFate.LOST, "gateway stopped");

        assertThat(ledger.total().accepted()).isEqualTo(3);
        assertThat(ledger.total().of(ShareFate.ACKNOWLEDGED)).isEqualTo(1);
        assertThat(ledger.total().of(ShareFate.QUEUED)).isZero();
        assertThat(ledger.byWorker().keySet()).containsExactly("alice", "bob");
        assertThat(of("bob").of(ShareFate.LOST)).isEqualTo(1);
        assertThat(ledger.byWorker().values()).allMatch(Tally::balances);
        assertThat(ledger.reasons(ShareFate.LOST)).containsExactly(Map.entry("gateway stopped", 1L));
        assertThat(ledger.reasons(ShareFate.REJECTED)).isEmpty();
        assertThat(ledger.total()).hasToString("accepted 3 = local 1 + queued 0 + sent 0 + acknowledged 1"
                + " + tentative 0 + rejected 0 + unanswered 0 + lost 1");
    }

    @ParameterizedTest
    @EnumSource(value = ShareFate.class, names = {"LOCAL", "QUEUED"}, mode = EnumSource.Mode.EXCLUDE)
    void a_share_begins_as_local_or_queued(ShareFate other) {
        assertThatThrownBy(() -> miner.accept("alice", other)).isInstanceOf(IllegalArgumentException.class);
        assertThat(ledger.total().accepted()).isZero();
    }

    @Test
    void the_equation_holds_in_every_snapshot_while_loops_and_pool_link_write() throws Exception {
        int loops = 3;
        int sharesEach = 40_000;
        List<ConcurrentLinkedQueue<String>> outboxes = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(loops);
        AtomicInteger linked = new AtomicInteger();
        for (int loop = 0; loop < loops; loop++) {
            ConcurrentLinkedQueue<String> outbox = new ConcurrentLinkedQueue<>();
            outboxes.add(outbox);
            ShareLedger.Lane lane = ledger.newLane();
            SplittableRandom random = new SplittableRandom(loop);
            Thread.ofPlatform().start(() -> {
                for (int i = 0; i < sharesEach; i++) {
                    String worker = "worker" + random.nextInt(20);
                    if (random.nextInt(4) == 0) {
                        lane.accept(worker, ShareFate.LOCAL);
                    } else {
                        lane.accept(worker, ShareFate.QUEUED);
                        outbox.add(worker);
                    }
                }
                done.countDown();
            });
        }
        Thread pool = Thread.ofPlatform().start(() -> {
            ShareFate[] ends = {ShareFate.ACKNOWLEDGED, ShareFate.TENTATIVE, ShareFate.REJECTED};
            boolean finished = false;
            while (!finished) {
                finished = done.getCount() == 0;
                for (ConcurrentLinkedQueue<String> outbox : outboxes) {
                    for (String worker = outbox.poll(); worker != null; worker = outbox.poll()) {
                        link.move(worker, ShareFate.QUEUED, ShareFate.SENT);
                        link.move(worker, ShareFate.SENT, ends[linked.getAndIncrement() % ends.length], "as told");
                    }
                }
            }
        });
        int snapshots = 0;
        while (pool.isAlive() || snapshots == 0) {
            Tally total = ledger.total();
            assertThat(total.balances()).as("snapshot %d: %s", snapshots, total).isTrue();
            for (ShareFate fate : ShareFate.values()) {
                assertThat(total.of(fate)).as("%s in snapshot %d: %s", fate, snapshots, total).isNotNegative();
            }
            assertThat(ledger.byWorker().values()).allMatch(Tally::balances);
            snapshots++;
        }
        pool.join();
        Tally end = ledger.total();
        assertThat(end.accepted()).isEqualTo((long) loops * sharesEach);
        assertThat(end.of(ShareFate.QUEUED) + end.of(ShareFate.SENT)).isZero();
        assertThat(end.of(ShareFate.LOCAL) + linked.get()).isEqualTo(end.accepted());
        assertThat(ledger.byWorker().values().stream().reduce(Tally.ZERO, Tally::plus)).hasToString(end.toString());
    }

    @Test
    void made_up_names_and_reasons_can_not_fill_the_memory() {
        for (int i = 0; i < ShareLedger.MAX_WORKERS + 1_000; i++) {
            miner.accept("made up " + i, ShareFate.QUEUED);
            link.move("made up " + i, ShareFate.QUEUED, ShareFate.REJECTED, "reason " + i % 1_000);
        }
        assertThat(ledger.byWorker()).hasSizeLessThanOrEqualTo(ShareLedger.MAX_WORKERS + 1)
                .containsKey(ShareLedger.OTHERS);
        assertThat(ledger.reasons(ShareFate.REJECTED)).hasSizeLessThanOrEqualTo(202);
        assertThat(ledger.reasons(ShareFate.REJECTED).values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(ShareLedger.MAX_WORKERS + 1_000);
        assertThat(ledger.total().balances()).isTrue();
        assertThat(ledger.byWorker().values()).allMatch(Tally::balances);
    }

    @Test
    void a_worker_without_a_row_of_its_own_is_booked_under_others_in_every_lane() {
        for (int i = 0; i < ShareLedger.MAX_WORKERS; i++) {
            miner.accept("early " + i, ShareFate.LOCAL);
        }
        miner.accept("late", ShareFate.QUEUED);
        link.move("late", ShareFate.QUEUED, ShareFate.SENT);

        Tally others = of(ShareLedger.OTHERS);
        assertThat(others.of(ShareFate.SENT)).isEqualTo(1);
        assertThat(others.of(ShareFate.QUEUED)).isZero();
        assertThat(ledger.byWorker()).doesNotContainKey("late");
    }

    private Tally of(String worker) {
        return ledger.byWorker().getOrDefault(worker, Tally.ZERO);
    }
}
