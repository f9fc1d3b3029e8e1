package io.sluice.app.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.sluice.wire.type.Bytes;

/** The HTTP client against servers that lie, stall and hang up. */
@Timeout(30)
class JdkHttpPostTest {

    private static final int LIMIT = 10_000;
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";

    private final ExecutorService executor = Executors.newSingleThreadExecutor();
    private JdkHttpPost http = new JdkHttpPost(executor, Duration.ofSeconds(10), LIMIT);

    @AfterEach
    void close() {
        http.close();
        executor.shutdownNow();
    }

    @Test
    void an_answer_of_any_status_is_a_response() throws Exception {
        assertThat(answerTo(OK)).isEqualTo(new HttpAnswer.Response(200, Bytes.utf8("{}")));
        assertThat(answerTo("HTTP/1.1 500 Oops\r\nContent-Length: 1\r\n\r\n!"))
                .isEqualTo(new HttpAnswer.Response(500, Bytes.utf8("!")));
        assertThat(
                answerTo("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"jsonrpc\"\r\nContent-Length: 0\r\n\r\n"))
                .isEqualTo(new HttpAnswer.Response(401, Bytes.EMPTY));
    }

    @Test
    void a_redirect_is_not_followed() throws Exception {
        assertThat(answerTo("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"))
                .isEqualTo(new HttpAnswer.Response(302, Bytes.EMPTY));
    }

    @Test
    void a_port_where_nobody_listens_is_no_connection() throws Exception {
        URI free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
        }
        assertThat(post(free)).isEqualTo(new HttpAnswer.NoConnection("connection refused"));
    }

    @Test
    void a_name_that_does_not_exist_is_no_connection() {
        assertThat(post(URI.create("http://node.invalid:8332/")))
                .isEqualTo(new HttpAnswer.NoConnection("no such host"));
    }

    @Test
    void an_answer_cut_at_any_byte_is_broken() throws Exception {
        byte[] answer = OK.getBytes(StandardCharsets.US_ASCII);
        for (int length = 0; length < answer.length; length++) {
            int cut = length;
            try (LyingServer server = new LyingServer((_, out) -> out.write(answer, 0, cut))) {
                assertThat(post(server.uri())).as("cut to %d bytes", cut).isInstanceOf(HttpAnswer.Broken.class);
            }
        }
    }

    @Test
    void what_is_not_http_is_broken() throws Exception {
        assertThat(answerTo("SSH-2.0-OpenSSH_9.2p1\r\n")).isInstanceOf(HttpAnswer.Broken.class);
        assertThat(answerTo("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n")).isInstanceOf(HttpAnswer.Broken.class);
        long seed = 77;
        Random random = new Random(seed);
        for (int round = 0; round < 30; round++) {
            byte[] noise = new byte[random.nextInt(1, 200)];
            random.nextBytes(noise);
            try (LyingServer server = new LyingServer((_, out) -> out.write(noise))) {
                assertThat(post(server.uri())).as("seed %d, round %d", seed, round)
                        .isInstanceOf(HttpAnswer.Broken.class);
            }
        }
    }

    @Test
    void a_body_of_exactly_the_limit_is_read() throws Exception {
        assertThat(answerTo("HTTP/1.1 200 OK\r\nContent-Length: " + LIMIT + "\r\n\r\n" + "x".repeat(LIMIT)))
                .isEqualTo(new HttpAnswer.Response(200, Bytes.utf8("x".repeat(LIMIT))));
    }

    @Test
    void a_body_above_the_limit_is_too_long_whatever_was_announced() throws Exception {
        assertThat(answerTo("HTTP/1.1 200 OK\r\nContent-Length: " + (LIMIT + 1) + "\r\n\r\n" + "x".repeat(LIMIT + 1)))
                .isEqualTo(new HttpAnswer.TooLong(LIMIT));
        assertThat(answerTo("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(LIMIT + 1)))
                .isEqualTo(new HttpAnswer.TooLong(LIMIT));
    }

    @Test
    void an_endless_body_is_hung_up_on() throws Exception {
        byte[] piece = ("1000\r\n" + "x".repeat(0x1000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try (LyingServer server = new LyingServer((_, out) -> {
            out.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write(piece);
            }
        })) {
            assertThat(post(server.uri())).isEqualTo(new HttpAnswer.TooLong(LIMIT));
        }
    }

    @Test
    void silence_and_a_body_that_stalls_time_out() throws Exception {
        http.close();
        http = new JdkHttpPost(executor, Duration.ofMillis(300), LIMIT);
        for (String beginning : new String[]{"", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{"}) {
            try (LyingServer server = new LyingServer((socket, out) -> {
                out.write(beginning.getBytes(StandardCharsets.US_ASCII));
                // Until the client hangs up, which is part of what is tested.
                socket.getInputStream().readAllBytes();
            })) {
                assertThat(post(server.uri())).isEqualTo(new HttpAnswer.TimedOut(Duration.ofMillis(300)));
            }
        }
    }

    @Test
    void a_connection_is_kept_for_the_next_call() throws Exception {
        try (LyingServer server = new LyingServer((socket, out) -> {
            out.write(OK.getBytes(StandardCharsets.US_ASCII));
            LyingServer.readRequest(socket.getInputStream());
            out.write(OK.getBytes(StandardCharsets.US_ASCII));
        })) {
            assertThat(post(server.uri())).isInstanceOf(HttpAnswer.Response.class);
            assertThat(post(server.uri())).isInstanceOf(HttpAnswer.Response.class);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_kept_connection_that_the_node_closed_costs_no_call() throws Exception {
        try (LyingServer server = new LyingServer((_, out) -> out.write(OK.getBytes(StandardCharsets.US_ASCII)))) {
            NodeRpc rpc = new NodeRpc(http, NodeAddress.parse(server.uri().toString()), new PasswordLogin("u", "p"));
            for (int i = 1; i <= 20; i++) {
                assertThat(rpc.call("submitblock").toCompletableFuture().join()).isInstanceOfSatisfying(
                        RpcAnswer.Failed.class,
                        failed -> assertThat(failed.sentence()).contains("neither result nor error"));
            }
            assertThat(server.connections()).isGreaterThanOrEqualTo(20);
        }
    }

    @Test
    void calls_after_closing_end_too() {
        http.close();
        assertThat(post(URI.create("http://127.0.0.1:1/"))).isNotInstanceOf(HttpAnswer.Response.class);
    }

    private HttpAnswer answerTo(String answer) throws IOException {
        try (LyingServer server = new LyingServer((_, out) -> out.write(answer.getBytes(StandardCharsets.US_ASCII)))) {
            return post(server.uri());
        }
    }

    private HttpAnswer post(URI uri) {
        return http.post(uri, Map.of("Authorization", "Basic eDp5"), Bytes.utf8("{}")).toCompletableFuture().join();
    }
}
