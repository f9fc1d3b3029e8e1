package io.sluice.simulation.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.sluice.app.node.HttpAnswer;
import io.sluice.app.sandbox.SandboxChain;
import io.sluice.app.sandbox.SandboxRpc;
import io.sluice.app.sandbox.SandboxSettings;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.HashRate;
import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.simulation.node.VirtualNode.Trouble;
import io.sluice.simulation.time.Chance;
import io.sluice.simulation.time.VirtualProcess;
import io.sluice.simulation.time.VirtualTime;
import io.sluice.simulation.trace.Happening;
import io.sluice.wire.type.Bytes;

/** A node through its HTTP. */
class VirtualNodeTest {

    private static final int PORT = 8332;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String BEST = "{\"method\":\"getbestblockhash\",\"params\":[],\"id\":1}";

    private final VirtualTime time = new VirtualTime(new Chance(1));
    private final SandboxChain chain = new SandboxChain(
            new SandboxSettings(Network.SANDBOX, SandboxSettings.nBitsFor(new HashRate(100), Duration.ofSeconds(60)),
                    100, 0.1, 10, false),
            time::instant, new Chance(2));
    private final List<Happening> seen = new ArrayList<>();
    private final VirtualNode node = new VirtualNode("node", time, new Chance(3), new SandboxRpc(chain), seen::add);
    private final VirtualProcess process = new VirtualProcess("asker", time, new Chance(4), (_, mistake) -> {
        throw new AssertionError(mistake);
    });
    private final VirtualHttp http = new VirtualHttp(process, Map.of(PORT, node), TIMEOUT);

    @Test
    void an_answer_comes_a_moment_later() {
        List<HttpAnswer> answers = ask(BEST);
        assertThat(answers).isEmpty();
        pass(Duration.ofSeconds(1));

        assertThat(answers).singleElement().satisfies(answer -> assertThat(isRight(answer)).isTrue());
        assertThat(node.lastAnswer()).isPositive().isLessThan(Duration.ofSeconds(1).toNanos());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void no_trouble_gives_a_right_answer_and_it_ends_by_itself(Trouble trouble) {
        node.is(trouble, Duration.ofSeconds(20).toNanos());
        assertThat(node.isReachable()).isFalse();
        List<HttpAnswer> answers = ask(BEST);
        pass(Duration.ofSeconds(10));
        assertThat(answers).singleElement().satisfies(answer -> assertThat(isRight(answer)).isFalse());
        assertThat(node.lastAnswer()).isZero();

        pass(Duration.ofSeconds(11));
        assertThat(node.isReachable()).isTrue();
        List<HttpAnswer> later = ask(BEST);
        pass(Duration.ofSeconds(1));
        assertThat(later).singleElement().satisfies(answer -> assertThat(isRight(answer)).isTrue());
    }

    @Test
    void a_short_trouble_does_not_shorten_a_long_one() {
        node.is(Trouble.AWAY, Duration.ofSeconds(20).toNanos());
        node.is(Trouble.GARBAGE, Duration.ofSeconds(1).toNanos());
        pass(Duration.ofSeconds(10));

        assertThat(node.trouble()).isEqualTo(Trouble.GARBAGE);
    }

    @Test
    void healing_ends_trouble_and_slowness() {
        node.is(Trouble.AWAY, Duration.ofSeconds(20).toNanos());
        node.slowDown(Duration.ofSeconds(4).toNanos());
        node.heal();
        List<HttpAnswer> answers = ask(BEST);
        pass(Duration.ofSeconds(1));

        assertThat(answers).singleElement().isInstanceOf(HttpAnswer.Response.class);
    }

    @Test
    void who_is_answered_too_late_has_given_up() {
        node.slowDown(Duration.ofSeconds(8).toNanos());
        List<HttpAnswer> answers = ask(BEST);
        pass(Duration.ofSeconds(20));

        assertThat(answers).containsExactly(new HttpAnswer.TimedOut(TIMEOUT));
    }

    @Test
    void where_no_node_is_nobody_answers() {
        List<HttpAnswer> answers = new ArrayList<>();
        http.post(URI.create("http://127.0.0.1:1"), Map.of(), Bytes.utf8(BEST)).thenAccept(answers::add);

        assertThat(answers).singleElement().isInstanceOf(HttpAnswer.NoConnection.class);
    }

    @Test
    void an_answer_to_the_dead_is_told_to_nobody() {
        List<HttpAnswer> answers = ask(BEST);
        process.kill();
        pass(Duration.ofSeconds(20));

        assertThat(answers).isEmpty();
    }

    @Test
    void a_block_that_is_handed_over_is_seen_with_its_hash_and_what_became_of_it() {
        Bytes header = Bytes.of(new byte[80]);
        ask("{\"method\":\"submitblock\",\"params\":[\"" + header.toHex() + "00\"],\"id\":1}");
        pass(Duration.ofSeconds(1));

        assertThat(seen).singleElement().isInstanceOfSatisfying(Happening.BlockHanded.class, handed -> {
            assertThat(handed.by()).isEqualTo("asker");
            assertThat(handed.hash()).isEqualTo(new BlockHash(Sha256d.hash(header)));
            assertThat(handed.verdict()).isNotEqualTo("accepted");
        });
    }

    private boolean isRight(HttpAnswer answer) {
        return answer instanceof HttpAnswer.Response(int status, Bytes body) && status == 200
                && body.toUtf8().contains("\"result\":\"" + chain.tip().hash().toDisplay() + "\"")
                && body.toUtf8().endsWith("}");
    }

    private List<HttpAnswer> ask(String request) {
        List<HttpAnswer> answers = new ArrayList<>();
        http.post(URI.create("http://127.0.0.1:" + PORT), Map.of(), Bytes.utf8(request)).thenAccept(answers::add);
        return answers;
    }

    private void pass(Duration duration) {
        long end = time.nanos() + duration.toNanos();
        while (time.step(end)) {
            // The next event.
        }
    }
}
