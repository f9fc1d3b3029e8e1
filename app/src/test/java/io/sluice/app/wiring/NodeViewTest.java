package io.sluice.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.sluice.app.node.BlockSender;
import io.sluice.app.node.HttpAnswer;
import io.sluice.app.node.HttpPost;
import io.sluice.app.node.NodeAddress;
import io.sluice.app.node.NodeRpc;
import io.sluice.app.node.PasswordLogin;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.candidate.TipHeader;
import io.sluice.mining.port.NodeTrouble;
import io.sluice.mining.port.TemplateSource;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.mining.testing.HandLoop;
import io.sluice.pool.chain.BlockAnswer.Outcome;
import io.sluice.pool.chain.PoolTip;
import io.sluice.wire.type.Bytes;

/** The pool's view of the chain: one question at a time, so that tips come in the order in which the node had them. */
class NodeViewTest {

    private static final ChainTip FIRST = CandidateFixtures.tip(100, 0);
    private static final ChainTip SECOND = CandidateFixtures.tip(101, 0);
    private static final Duration POLL = Duration.ofMillis(250);

    private final HandLoop loop = new HandLoop();
    private final HandNode node = new HandNode();
    private final List<Integer> heights = new ArrayList<>();
    private final NodeView view = new NodeView(node, new BlockSender(new NodeRpc(
            new AcceptingNode(), NodeAddress.parse("http://127.0.0.1:1"), new PasswordLogin("u", "p"))), loop);

    @BeforeEach
    void begin() {
        CompletionStage<PoolTip> started = view.start();
        node.giveTemplate(FIRST);
        loop.run();
        assertThat(started.toCompletableFuture()).isCompletedWithValueMatching(tip -> tip.height() == 100);
        view.listen(tip -> heights.add(tip.height()));
        loop.run();
        assertThat(heights).containsExactly(100);
    }

    @Test
    void a_look_that_finds_nothing_new_asks_for_no_template() {
        loop.advance(POLL);
        node.giveBest(FIRST);
        loop.advance(POLL);
        assertThat(node.templates).isEmpty();
        assertThat(node.looks).hasSize(1);
        assertThat(heights).containsExactly(100);
    }

    @Test
    void a_new_block_is_fetched_and_told() {
        loop.advance(POLL);
        node.giveBest(SECOND);
        loop.run();
        node.giveTemplate(SECOND);
        loop.run();
        assertThat(heights).containsExactly(100, 101);
    }

    @Test
    void a_slow_node_is_not_asked_again_before_it_has_answered() {
        loop.advance(Duration.ofSeconds(10));
        assertThat(node.looks).hasSize(1);
        node.giveBest(SECOND);
        loop.advance(Duration.ofSeconds(10));
        assertThat(node.looks).isEmpty();
        assertThat(node.templates).hasSize(1);
        node.giveTemplate(SECOND);
        loop.advance(Duration.ofSeconds(10));
        assertThat(node.templates).isEmpty();
        assertThat(node.looks).hasSize(1);
    }

    @Test
    void a_block_that_the_node_has_taken_is_looked_for_at_once() {
        assertThat(view.submitBlock(Bytes.hex("00")).toCompletableFuture())
                .isCompletedWithValueMatching(answer -> answer.outcome() == Outcome.ACCEPTED);
        loop.run();
        node.giveTemplate(SECOND);
        loop.run();
        assertThat(heights).containsExactly(100, 101);
        loop.advance(POLL);
        assertThat(node.looks).hasSize(1);
    }

    @Test
    void a_block_taken_while_a_template_is_on_its_way_is_looked_for_after_it() {
        loop.advance(POLL);
        node.giveBest(SECOND);
        loop.run();
        view.submitBlock(Bytes.hex("00"));
        loop.advance(Duration.ofSeconds(1));
        assertThat(node.templates).hasSize(1);
        node.giveTemplate(SECOND);
        loop.run();
        assertThat(node.templates).hasSize(1);
        node.giveTemplate(CandidateFixtures.tip(102, 0));
        loop.run();
        assertThat(heights).containsExactly(100, 101, 102);
    }

    @Test
    void a_node_that_fails_is_asked_again() {
        loop.advance(POLL);
        node.looks.remove().completeExceptionally(new NodeTrouble("The node is away."));
        loop.advance(POLL);
        node.giveBest(SECOND);
        loop.run();
        node.templates.remove().completeExceptionally(new NodeTrouble("The node is away."));
        loop.advance(POLL);
        node.giveBest(SECOND);
        loop.run();
        node.giveTemplate(SECOND);
        loop.run();
        assertThat(heights).containsExactly(100, 101);
    }

    /** Questions wait here until the test answers them. */
    private static final class HandNode implements TemplateSource {

        private final Deque<CompletableFuture<BlockTemplate>> templates = new ArrayDeque<>();
        private final Deque<CompletableFuture<BlockHash>> looks = new ArrayDeque<>();

        @Override
        public CompletionStage<BlockTemplate> template() {
            CompletableFuture<BlockTemplate> asked = new CompletableFuture<>();
            templates.add(asked);
            return asked;
        }

        @Override
        public CompletionStage<TipHeader> header(BlockHash block) {
            throw new AssertionError("a pool needs no headers");
        }

        @Override
        public CompletionStage<BlockHash> bestBlock() {
            CompletableFuture<BlockHash> asked = new CompletableFuture<>();
            looks.add(asked);
            return asked;
        }

        private void giveTemplate(ChainTip tip) {
            templates.remove().complete(CandidateFixtures.template(tip, 0));
        }

        private void giveBest(ChainTip tip) {
            looks.remove().complete(tip.prevHash());
        }
    }

    /** Takes every block. */
    private static final class AcceptingNode implements HttpPost {

        @Override
        public CompletionStage<HttpAnswer> post(URI uri, Map<String, String> headers, Bytes body) {
            String id = body.toUtf8().replaceFirst("(?s).*\"id\"\\s*:\\s*([0-9]+|\"[^\"]*\").*", "$1");
            String answer = "{\"result\":null,\"error\":null,\"id\":" + id + "}";
            return CompletableFuture.completedStage(
                    new HttpAnswer.Response(200, Bytes.adopt(answer.getBytes(StandardCharsets.UTF_8))));
        }
    }
}
