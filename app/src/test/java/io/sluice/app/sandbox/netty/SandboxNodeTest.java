package io.sluice.app.sandbox.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.sluice.app.sandbox.SandboxChain;
import io.sluice.app.sandbox.SandboxRpc;
import io.sluice.app.sandbox.Sandboxes;
import io.sluice.mining.testing.HandClock;
import io.sluice.wire.testing.SplitEverywhere;

/** HTTP in front of the sandbox: what is let in, what is not, and that nothing brings it down. */
class SandboxNodeTest {

    private static final String COUNT = "{\"id\":1,\"method\":\"getblockcount\",\"params\":[]}";
    private static final String COUNTED = "{\"result\":949999,\"error\":null,\"id\":1}";

    private final SandboxChain chain = Sandboxes.chain(new HandClock());
    private final SandboxNode node = new SandboxNode(new SandboxRpc(chain), Runnable::run, "miner", "secret");
    private EmbeddedChannel socket = connect();

    @AfterEach
    void close() {
        socket.finishAndReleaseAll();
    }

    @Test
    void a_call_is_answered_and_the_connection_kept() {
        send(request(COUNT));
        assertThat(received()).startsWith("HTTP/1.1 200 OK\r\n").contains("content-type: application/json")
                .endsWith("\r\n\r\n" + COUNTED);
        assertThat(socket.isOpen()).isTrue();
        send(request(COUNT));
        assertThat(received()).endsWith(COUNTED);
    }

    @Test
    void a_call_without_the_right_login_is_unauthorized() {
        for (String login : List.of("", "Authorization: Basic bWluZXI6d3Jvbmc=\r\n", "Authorization: Bearer secret\r\n",
                "Authorization: Basic\r\n", "Authorization: \r\n")) {
            socket = connect();
            send("POST / HTTP/1.1\r\nHost: x\r\n" + login + "Content-Length: " + COUNT.length() + "\r\n\r\n" + COUNT);
            assertThat(received()).startsWith("HTTP/1.1 401 Unauthorized\r\n")
                    .contains("www-authenticate: Basic realm=\"jsonrpc\"").doesNotContain("result");
            assertThat(socket.isOpen()).isFalse();
        }
    }

    @Test
    void only_post_is_spoken() {
        send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(received()).startsWith("HTTP/1.1 405 Method Not Allowed\r\n")
                .endsWith("JSONRPC server handles only POST requests");
    }

    @Test
    void a_request_arrives_however_it_is_cut() {
        byte[] bytes = request(COUNT).getBytes(StandardCharsets.US_ASCII);
        SplitEverywhere.everyWay(bytes, 5, slices -> {
            EmbeddedChannel cut = connect();
            slices.forEach(slice -> cut.writeInbound(Unpooled.wrappedBuffer(slice)));
            assertThat(received(cut)).endsWith(COUNTED);
            cut.finishAndReleaseAll();
        });
    }

    @Test
    void a_request_that_ends_too_early_is_never_answered() {
        byte[] bytes = request(COUNT).getBytes(StandardCharsets.US_ASCII);
        for (int length = 0; length < bytes.length; length++) {
            EmbeddedChannel cut = connect();
            cut.writeInbound(Unpooled.copiedBuffer(bytes, 0, length));
            cut.close();
            assertThat(received(cut)).as("cut to %d bytes", length).doesNotContain("200 OK");
            cut.finishAndReleaseAll();
        }
    }

    @Test
    void requests_in_one_packet_are_answered_one_after_the_other() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        SandboxNode slow = new SandboxNode(new SandboxRpc(chain), tasks::add, "miner", "secret");
        socket = new EmbeddedChannel(slow);
        send(request(COUNT) + request(COUNT.replace("\"id\":1", "\"id\":2")));

        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        socket.runPendingTasks();
        assertThat(received()).endsWith("\"id\":1}");
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        socket.runPendingTasks();
        assertThat(received()).endsWith("\"id\":2}");
    }

    @Test
    void a_long_poll_is_answered_by_a_block_or_after_a_minute() {
        send(request(longPoll()));
        assertThat(received()).isEmpty();
        chain.mine();
        socket.runPendingTasks();
        assertThat(received()).startsWith("HTTP/1.1 200 OK").contains("\"height\":950001");

        send(request(longPoll()));
        socket.freezeTime();
        socket.advanceTimeBy(SandboxNode.IDLE_SECONDS / 2 - 1, TimeUnit.SECONDS);
        socket.runScheduledPendingTasks();
        assertThat(received()).isEmpty();
        socket.advanceTimeBy(1, TimeUnit.SECONDS);
        socket.runScheduledPendingTasks();
        socket.runPendingTasks();
        assertThat(received()).startsWith("HTTP/1.1 200 OK").contains("\"height\":950001");
    }

    @Test
    void who_says_nothing_is_sent_away() {
        socket.freezeTime();
        socket.advanceTimeBy(SandboxNode.IDLE_SECONDS + 1, TimeUnit.SECONDS);
        socket.runScheduledPendingTasks();
        assertThat(socket.isOpen()).isFalse();
    }

    @Test
    void a_body_that_is_announced_too_long_is_refused_unread() {
        send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + (SandboxNode.MAX_REQUEST + 1) + "\r\n\r\n");
        assertThat(received()).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void a_body_that_grows_too_long_in_pieces_is_refused() {
        send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        String piece = "100000\r\n" + "x".repeat(0x100000) + "\r\n";
        for (int i = 0; i < 10 && socket.isOpen(); i++) {
            send(piece);
        }
        assertThat(received()).startsWith("HTTP/1.1 413 ");
        assertThat(socket.isOpen()).isFalse();
    }

    @Test
    void garbage_gets_bad_request_or_silence_and_never_a_result() {
        long seed = 99;
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            byte[] damaged = request(COUNT).getBytes(StandardCharsets.US_ASCII);
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            for (byte[] bytes : List.of(noise, damaged)) {
                EmbeddedChannel odd = connect();
                odd.writeInbound(Unpooled.wrappedBuffer(bytes));
                odd.close();
                assertThat(received(odd)).as("seed %d, round %d", seed, round).doesNotContain("secret");
                odd.finishAndReleaseAll();
            }
        }
        send(request(COUNT));
        assertThat(received()).endsWith(COUNTED);
    }

    @Test
    void a_header_without_an_end_is_refused() {
        send("POST / HTTP/1.1\r\nHost: " + "x".repeat(20_000));
        assertThat(received()).startsWith("HTTP/1.1 400 Bad Request");
        assertThat(socket.isOpen()).isFalse();
    }

    private String longPoll() {
        return "{\"id\":1,\"method\":\"getblocktemplate\",\"params\":[{\"rules\":[\"segwit\"],\"longpollid\":\""
                + chain.tip().hash().toDisplay() + "1\"}]}";
    }

    private EmbeddedChannel connect() {
        return new EmbeddedChannel(node);
    }

    private void send(String text) {
        socket.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
    }

    private String received() {
        return received(socket);
    }

    private static String received(EmbeddedChannel socket) {
        StringBuilder text = new StringBuilder();
        for (ByteBuf part = socket.readOutbound(); part != null; part = socket.readOutbound()) {
            text.append(part.toString(StandardCharsets.US_ASCII));
            part.release();
        }
        return text.toString();
    }

    private static String request(String body) {
        String login = Base64.getEncoder().encodeToString("miner:secret".getBytes(StandardCharsets.US_ASCII));
        return "POST / HTTP/1.1\r\nHost: x\r\nAuthorization: Basic " + login + "\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
    }
}
