package io.sluice.pool.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.sluice.datum.message.ShareReason;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.pool.chain.BlockAnswer;
import io.sluice.pool.chain.PoolTip;
import io.sluice.pool.payout.PayoutOffer;
import io.sluice.pool.share.ProvenWork;
import io.sluice.wire.type.Bytes;

class PoolLedgerTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final BlockHash PREV = CandidateFixtures.hash(10, 0);
    private static final Bytes ALICE = Bytes.utf8("alice");

    @TempDir
    Path folder;

    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final AtomicLong nanos = new AtomicLong();
    private PoolLedger ledger;

    @BeforeEach
    void open() throws LedgerFailure {
        ledger = open(new LedgerSettings(5, Duration.ofDays(7)));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private PoolLedger open(LedgerSettings settings) throws LedgerFailure {
        return new PoolLedger(SqliteStore.open(folder.resolve("pool.db"), settings.shareRetention()), tasks::add,
                nanos::get, settings.queueCapacity());
    }

    private static LedgerEntry.Counted share(int seed, Bytes user, BlockHash prev, int height, boolean tentative) {
        return new LedgerEntry.Counted(user, Bytes.of(new byte[32]), "test/1",
                new ProvenWork(CandidateFixtures.hash(seed, 9), new ProofOfTarget(4), prev, height), tentative, NOW);
    }

    private static LedgerEntry.Counted share(int seed, Bytes user) {
        return share(seed, user, PREV, 10, false);
    }

    private static LedgerEntry.NewTip tip(int height, int fork) {
        return new LedgerEntry.NewTip(
                new PoolTip(CandidateFixtures.hash(height, fork), height, new CompactTarget(0), 0), NOW);
    }

    @Test
    void every_share_is_counted_for_its_miner() {
        ledger.record(share(1, ALICE));
        ledger.record(share(2, Bytes.utf8("bob")));
        ledger.record(share(3, ALICE));
        ledger.record(new LedgerEntry.Refused(ALICE, false, ShareReason.HIGH_HASH, NOW));

        assertThat(ledger.miners()).containsExactly(
                new MinerCount("alice", 2, 32, 0, 0, 1, NOW.toEpochMilli()),
                new MinerCount("bob", 1, 16, 0, 0, 0, NOW.toEpochMilli()));
        assertThat(ledger.rejections()).containsOnly(java.util.Map.entry(21, 1L));
    }

    @Test
    void a_header_counts_once_even_across_a_restart() throws LedgerFailure {
        ledger.record(share(1, ALICE));
        ledger.close();
        ledger = open(LedgerSettings.DEFAULT);
        ledger.record(share(1, ALICE));

        assertThat(ledger.miners()).containsExactly(new MinerCount("alice", 1, 16, 0, 0, 1, NOW.toEpochMilli()));
        assertThat(ledger.rejections()).containsOnlyKeys(ShareReason.DUPLICATE_WORK.code());
    }

    @Test
    void a_name_for_which_no_work_was_done_gets_no_row() {
        ledger.record(new LedgerEntry.Refused(Bytes.utf8("nobody"), false, ShareReason.H_NOT_ZERO, NOW));
        ledger.record(new LedgerEntry.Refused(Bytes.hex("ff0a"), true, ShareReason.BAD_USERNAME, NOW));
        ledger.record(new LedgerEntry.Refused(Bytes.utf8("carol"), true, ShareReason.STALE_BLOCK, NOW));

        assertThat(ledger.miners()).extracting(MinerCount::name, MinerCount::rejected).containsExactly(
                org.assertj.core.groups.Tuple.tuple("", 2L), org.assertj.core.groups.Tuple.tuple("carol", 1L));
    }

    @Test
    void tentative_work_comes_true_with_its_tip() {
        ledger.record(share(1, ALICE, CandidateFixtures.hash(11, 0), 11, true));
        assertThat(ledger.miners()).containsExactly(new MinerCount("alice", 0, 0, 1, 16, 0, NOW.toEpochMilli()));
        ledger.record(tip(11, 0));
        assertThat(ledger.miners()).containsExactly(new MinerCount("alice", 1, 16, 0, 0, 0, NOW.toEpochMilli()));
    }

    @Test
    void tentative_work_that_the_chain_overtakes_is_rejected_as_stale() {
        ledger.record(share(1, ALICE, CandidateFixtures.hash(11, 1), 11, true));
        ledger.record(tip(11, 0));
        assertThat(ledger.miners()).containsExactly(new MinerCount("alice", 0, 0, 1, 16, 0, NOW.toEpochMilli()));
        ledger.record(tip(12, 0));
        assertThat(ledger.miners()).containsExactly(new MinerCount("alice", 0, 0, 0, 0, 1, NOW.toEpochMilli()));
        assertThat(ledger.rejections()).containsOnlyKeys(ShareReason.STALE_BLOCK.code());
    }

    @Test
    void a_full_queue_turns_shares_away_and_nothing_else() {
        for (int i = 0; i < 5; i++) {
            assertThat(ledger.record(share(i, ALICE))).isTrue();
        }
        assertThat(ledger.record(share(5, ALICE))).isFalse();
        assertThat(ledger.record(new LedgerEntry.Found(CandidateFixtures.hash(1, 1), 10, ALICE, NOW))).isTrue();
        assertThat(ledger.unrecorded()).isEqualTo(1);

        // One round of writing is asked for, however much there is to write.
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(ledger.record(share(5, ALICE))).isTrue();
        assertThat(ledger.miners()).singleElement().extracting(MinerCount::accepted).isEqualTo(6L);
    }

    @Test
    void what_could_not_be_written_is_kept_and_written_later() throws Exception {
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("pool.db"));
                var statement = other.createStatement()) {
            statement.execute("ALTER TABLE share RENAME TO moved");
            ledger.record(share(1, ALICE));
            assertThat(ledger.flush()).isFalse();
            assertThat(ledger.trouble()).hasValueSatisfying(
                    sentence -> assertThat(sentence).contains("pool.db").contains("no such table"));
            tasks.clear();
            statement.execute("ALTER TABLE moved RENAME TO share");
        }
        ledger.record(share(2, ALICE));
        assertThat(ledger.miners()).singleElement().extracting(MinerCount::accepted).isEqualTo(2L);
        assertThat(ledger.trouble()).isEmpty();
    }

    @Test
    void blocks_are_found_once_and_decided_later() {
        BlockHash hash = CandidateFixtures.hash(1, 1);
        ledger.record(new LedgerEntry.Found(hash, 10, ALICE, NOW));
        ledger.record(new LedgerEntry.Found(hash, 10, Bytes.utf8("bob"), NOW));
        assertThat(ledger.blocks(9)).containsExactly(
                new FoundBlock(hash, 10, "alice", "PENDING", "", NOW.toEpochMilli()));

        ledger.record(new LedgerEntry.Decided(
                hash, new BlockAnswer(BlockAnswer.Outcome.ALREADY_KNOWN, "duplicate"), NOW));
        assertThat(ledger.blocks(9)).containsExactly(
                new FoundBlock(hash, 10, "alice", "ALREADY_KNOWN", "duplicate", NOW.toEpochMilli()));
    }

    @Test
    void payout_lists_come_back_as_they_were() {
        var offer = new PayoutOffer(PREV, 5000, 7, List.of(new TxOutput(4000, CandidateFixtures.p2wpkh(1))));
        ledger.record(new LedgerEntry.Offered(offer, NOW));

        assertThat(ledger.offers(10)).containsExactly(offer);
    }

    @Test
    void recent_headers_come_newest_first() {
        ledger.record(share(1, ALICE));
        ledger.record(share(2, ALICE));
        List<BlockHash> headers = new ArrayList<>();
        ledger.forEachRecentHeader(1, (prev, header) -> headers.add(header));

        assertThat(headers).containsExactly(CandidateFixtures.hash(2, 9));
    }

    @Test
    void old_shares_go_and_their_sums_stay() {
        ledger.record(share(1, ALICE));
        ledger.record(new LedgerEntry.NewTip(tip(11, 0).tip(), NOW.plus(Duration.ofDays(8))));
        List<BlockHash> headers = new ArrayList<>();
        ledger.forEachRecentHeader(9, (prev, header) -> headers.add(header));

        assertThat(headers).isEmpty();
        assertThat(ledger.miners()).singleElement().extracting(MinerCount::accepted).isEqualTo(1L);
    }

    @Test
    void what_waits_for_the_disk_is_written_at_the_end() throws LedgerFailure {
        assertThat(ledger.record(share(1, ALICE))).isTrue();
        ledger.close();
        assertThat(ledger.record(share(2, ALICE))).isFalse();
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
        assertThat(ledger.trouble()).isEmpty();

        ledger = open(LedgerSettings.DEFAULT);
        assertThat(ledger.miners()).singleElement().extracting(MinerCount::accepted).isEqualTo(1L);
    }

    @Test
    void every_share_that_was_taken_while_the_books_were_closed_is_in_them() throws Exception {
        ledger.close();
        long taken = 0;
        try (ExecutorService gateway = Executors.newSingleThreadExecutor();
                ExecutorService writer = Executors.newSingleThreadExecutor()) {
            for (int round = 0; round < 8; round++) {
                int first = round * 1_000_000;
                PoolLedger closing = new PoolLedger(
                        SqliteStore.open(folder.resolve("pool.db"), Duration.ofDays(7)), writer, nanos::get, 20);
                CountDownLatch begun = new CountDownLatch(1);
                AtomicBoolean over = new AtomicBoolean();
                Future<Long> count = gateway.submit(() -> recordUntil(over, closing, first, begun));
                begun.await();
                closing.close();
                over.set(true);
                taken += count.get();
            }
        }
        ledger = open(LedgerSettings.DEFAULT);
        assertThat(ledger.miners()).singleElement().extracting(MinerCount::accepted).isEqualTo(taken);
    }

    private static long recordUntil(AtomicBoolean over, PoolLedger ledger, int first, CountDownLatch begun) {
        long taken = 0;
        while (!over.get()) {
            if (ledger.record(share(first + (int) taken, ALICE))) {
                taken++;
                begun.countDown();
            }
        }
        return taken;
    }

    @Test
    void a_folder_that_is_not_there_is_said_in_a_sentence() {
        Path lost = folder.resolve("missing/pool.db");
        assertThatThrownBy(() -> SqliteStore.open(lost, LedgerSettings.DEFAULT.shareRetention()))
                .isInstanceOf(LedgerFailure.class).hasMessageContaining(lost.toString())
                .hasMessageContaining("Check that its folder exists");
    }

    @Test
    void data_of_a_newer_version_is_refused() throws Exception {
        ledger.close();
        try (var other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("pool.db"));
                var statement = other.createStatement()) {
            statement.execute("INSERT INTO flyway_schema_history SELECT 99, '99', 'future', type, script, checksum,"
                    + " installed_by, installed_on, execution_time, success FROM flyway_schema_history LIMIT 1");
        }
        assertThatThrownBy(() -> open(LedgerSettings.DEFAULT))
                .isInstanceOf(LedgerFailure.class).hasMessageContaining("newer version");
    }

    @Test
    void something_else_than_a_database_is_refused() throws Exception {
        Path text = Files.writeString(folder.resolve("text.db"),
                "this is no database at all, just a text file\n".repeat(50));
        assertThatThrownBy(() -> SqliteStore.open(text, LedgerSettings.DEFAULT.shareRetention()))
                .isInstanceOf(LedgerFailure.class).hasMessageContaining("text.db");
    }
}
