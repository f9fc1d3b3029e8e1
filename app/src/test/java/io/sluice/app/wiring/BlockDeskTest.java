package io.sluice.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.sluice.app.node.BlockFolder;
import io.sluice.app.node.BlockSender;
import io.sluice.app.node.BlockStore;
import io.sluice.app.node.HttpAnswer;
import io.sluice.app.node.HttpPost;
import io.sluice.app.node.NodeAddress;
import io.sluice.app.node.NodeRpc;
import io.sluice.app.node.PasswordLogin;
import io.sluice.app.node.PathDirectory;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.CoinbaseParts;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.candidate.Birth;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.CoinbaseClass;
import io.sluice.mining.share.SolvedBlock;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.mining.testing.HandLoop;
import io.sluice.wire.type.Bytes;

/** A found block reaches disk and node at once, is tried again, and survives a kill. */
class BlockDeskTest {

    private static final String TAKEN = "{\"result\":null,\"error\":null}";

    @TempDir
    private Path folder;

    private final HandLoop loop = new HandLoop();
    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private final AtomicInteger newTips = new AtomicInteger();

    @Test
    void a_taken_block_is_counted_and_tells_of_a_new_tip() {
        answers.add(TAKEN);
        BlockDesk desk = desk();
        desk.submit(block());
        assertThat(desk.counts()).isEqualTo(new BlockCounts(1, 1, 0, 0));
        assertThat(newTips).hasValue(1);
        assertThat(store().unsubmitted().blocks()).isEmpty();
    }

    @Test
    void a_block_that_a_miner_sends_again_is_one_block() {
        answers.add(TAKEN);
        BlockDesk desk = desk();
        desk.submit(block());
        desk.submit(block());
        assertThat(desk.counts()).isEqualTo(new BlockCounts(1, 1, 0, 0));
        assertThat(requests).hasSize(1);
    }

    @Test
    void a_node_that_answers_before_the_file_is_written_leaves_nothing_to_submit_again() {
        Deque<Runnable> disk = new ArrayDeque<>();
        answers.add(TAKEN);
        BlockDesk desk = desk(disk::add);
        desk.submit(block());
        assertThat(desk.counts()).isEqualTo(new BlockCounts(1, 1, 0, 0));
        // The last work first: several threads may serve the disk.
        while (!disk.isEmpty()) {
            disk.removeLast().run();
        }
        assertThat(folder.resolve("blocks")).isNotEmptyDirectory();
        assertThat(store().unsubmitted().blocks()).isEmpty();
    }

    @Test
    void a_node_that_is_away_is_tried_again() {
        answers.add("");
        answers.add("");
        answers.add(TAKEN);
        BlockDesk desk = desk();
        desk.submit(block());
        assertThat(desk.counts().open()).isEqualTo(1);
        loop.advance(Duration.ofSeconds(5));
        assertThat(desk.counts()).isEqualTo(new BlockCounts(1, 1, 0, 0));
    }

    @Test
    void a_block_that_the_node_has_in_its_chain_already_is_no_lost_race() {
        answers.add("{\"result\":\"duplicate\",\"error\":null}");
        answers.add("{\"result\":{\"confirmations\":1},\"error\":null}");
        BlockDesk desk = desk();
        desk.submit(block());
        assertThat(desk.counts()).isEqualTo(new BlockCounts(1, 1, 0, 0));
    }

    @Test
    void a_block_beside_the_chain_has_lost_its_race() {
        answers.add("{\"result\":\"inconclusive\",\"error\":null}");
        answers.add("{\"result\":{\"confirmations\":-1},\"error\":null}");
        BlockDesk desk = desk();
        desk.submit(block());
        assertThat(desk.counts()).isEqualTo(new BlockCounts(1, 0, 1, 0));
    }

    @Test
    void a_block_that_breaks_a_rule_is_neither_and_stays_on_disk() {
        answers.add("{\"result\":\"bad-cb-amount\",\"error\":null}");
        BlockDesk desk = desk();
        desk.submit(block());
        assertThat(desk.counts()).isEqualTo(new BlockCounts(1, 0, 0, 1));
        assertThat(folder.resolve("blocks")).isNotEmptyDirectory();
    }

    @Test
    void a_block_without_an_answer_is_submitted_after_a_restart() {
        SolvedBlock block = block();
        desk().submit(block);
        assertThat(store().unsubmitted().blocks()).hasSize(1);

        answers.add(TAKEN);
        requests.clear();
        BlockDesk next = desk();
        next.submitLeftOver();
        assertThat(next.counts()).isEqualTo(new BlockCounts(1, 1, 0, 0));
        assertThat(requests).singleElement().asString().contains("submitblock").contains(block.header().toHex());
        assertThat(store().unsubmitted().blocks()).isEmpty();
    }

    @Test
    void a_disk_that_does_not_take_the_block_is_tried_again_while_no_node_has_answered() throws IOException {
        Path inTheWay = Files.createFile(folder.resolve("blocks"));
        BlockDesk desk = desk();
        desk.submit(block());
        loop.advance(Duration.ofSeconds(5));
        Files.delete(inTheWay);
        loop.advance(Duration.ofSeconds(1));

        assertThat(store().unsubmitted().blocks()).hasSize(1);
        answers.add(TAKEN);
        loop.advance(Duration.ofSeconds(1));
        assertThat(store().unsubmitted().blocks()).isEmpty();
        assertThat(desk.counts()).isEqualTo(new BlockCounts(1, 1, 0, 0));
    }

    @Test
    void a_block_that_a_node_has_answered_needs_no_disk_any_more() throws IOException {
        Path inTheWay = Files.createFile(folder.resolve("blocks"));
        answers.add(TAKEN);
        BlockDesk desk = desk();
        desk.submit(block());
        loop.advance(Duration.ofSeconds(1));
        assertThat(desk.settled().toCompletableFuture()).isDone();
        Files.delete(inTheWay);
        loop.advance(Duration.ofSeconds(5));

        assertThat(folder.resolve("blocks")).doesNotExist();
    }

    @Test
    void a_node_is_given_up_after_ten_minutes_but_not_while_the_block_is_nowhere_else() throws IOException {
        desk().submit(block());
        loop.advance(Duration.ofMinutes(15));
        assertThat(requests).hasSize(600);

        requests.clear();
        Path inTheWay = Files.createFile(folder.resolve("none"));
        desk(Runnable::run, inTheWay).submit(block());
        loop.advance(Duration.ofMinutes(15));
        assertThat(requests).hasSizeGreaterThan(890);
        Files.delete(inTheWay);
        loop.advance(Duration.ofSeconds(3));
        requests.clear();
        loop.advance(Duration.ofSeconds(3));
        assertThat(requests).isEmpty();
    }

    @Test
    void what_an_earlier_run_left_is_read_where_files_are_read() {
        desk().submit(block());
        requests.clear();
        Deque<Runnable> disk = new ArrayDeque<>();
        BlockDesk next = desk(disk::add);
        next.submitLeftOver();
        assertThat(requests).isEmpty();
        disk.remove().run();
        assertThat(requests).singleElement().asString().contains("submitblock");
    }

    @Test
    void the_end_waits_for_disk_and_answer_but_not_for_ever() {
        BlockDesk quiet = desk();
        assertThat(quiet.settled().toCompletableFuture()).isDone();

        BlockDesk desk = desk();
        desk.submit(block());
        var settled = desk.settled().toCompletableFuture();
        assertThat(settled).isNotDone();
        answers.add(TAKEN);
        loop.advance(Duration.ofSeconds(2));
        assertThat(settled).isDone();
        assertThat(desk.counts()).isEqualTo(new BlockCounts(1, 1, 0, 0));

        BlockDesk deserted = desk();
        deserted.submit(block());
        var givenUp = deserted.settled().toCompletableFuture();
        loop.advance(Duration.ofSeconds(4));
        assertThat(givenUp).isNotDone();
        loop.advance(Duration.ofSeconds(2));
        assertThat(givenUp).isDone();
        assertThat(store().unsubmitted().blocks()).hasSize(1);
    }

    private BlockDesk desk() {
        return desk(Runnable::run);
    }

    private BlockDesk desk(Executor disk) {
        return desk(disk, folder.resolve("blocks"));
    }

    private BlockDesk desk(Executor disk, Path blocks) {
        HttpPost http = new HttpPost() {
            @Override
            public CompletionStage<HttpAnswer> post(URI uri, Map<String, String> headers, Bytes body) {
                requests.add(body.toUtf8());
                // A node answers under the id of the question.
                String answer = (answers.isEmpty() ? "" : answers.remove()).replaceFirst("\\}$",
                        ",\"id\":" + id(body) + "}");
                return CompletableFuture.completedStage(answer.isEmpty()
                        ? new HttpAnswer.NoConnection("refused")
                        : new HttpAnswer.Response(200, Bytes.adopt(answer.getBytes(StandardCharsets.UTF_8))));
            }
        };
        NodeRpc rpc = new NodeRpc(http, NodeAddress.parse("http://127.0.0.1:1"), new PasswordLogin("u", "p"));
        return new BlockDesk(
                List.of(new BlockSender(rpc)), new BlockStore(new BlockFolder(new PathDirectory(blocks))), disk, loop,
                newTips::incrementAndGet);
    }

    private static String id(Bytes request) {
        return request.toUtf8().replaceFirst("(?s).*\"id\"\\s*:\\s*([0-9]+|\"[^\"]*\").*", "$1");
    }

    private BlockStore store() {
        return new BlockStore(new BlockFolder(new PathDirectory(folder.resolve("blocks"))));
    }

    private static SolvedBlock block() {
        BlockCandidate candidate = new BlockCandidate(
                1, CandidateFixtures.smallTemplate(), CandidateFixtures.soloRecipe(CandidateFixtures.smallTemplate()),
                new Birth.Solo(), Instant.EPOCH);
        CoinbaseParts parts = candidate.coinbase(CoinbaseClass.BLANK).parts();
        Bytes coinbase = parts.committed(ProofOfTarget.ONE)
                .concat(Bytes.of(new byte[CoinbaseParts.EXTRANONCE_SIZE]))
                .concat(parts.suffix());
        BlockHeader header = new BlockHeader(
                0x2000_0000,
                candidate.tip().prevHash(),
                candidate.tip().prevHash(),
                1_700_000_000L,
                candidate.tip().nBits(),
                7);
        return new SolvedBlock(candidate, header.serialize(), header.hash(), coinbase, "tester");
    }
}
