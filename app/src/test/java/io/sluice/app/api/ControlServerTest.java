package io.sluice.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.embedded.EmbeddedChannel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.sluice.app.peer.LogLines;

/** Who may ask the control channel what. */
class ControlServerTest {

    @TempDir
    private Path folder;

    private final Source source = new Source();
    private final Deque<Runnable> work = new ArrayDeque<>();
    private String authorization = "";
    private @Nullable ControlServer server;

    @BeforeEach
    void makeToken() throws Exception {
        ControlToken token = ControlToken.draw(new Random(1));
        token.write(folder);
        server = new ControlServer(token, work::add);
        server.serve(source);
        authorization = "Authorization: " + ControlToken.read(folder).header() + "\r\n";
    }

    @Test
    void with_the_token_status_and_work_are_told() {
        assertThat(ask("GET /api/v1/status", authorization)).startsWith("HTTP/1.1 200").contains("\"is\" : \"status\"");
        assertThat(ask("GET /api/v1/work?x=1", authorization)).startsWith("HTTP/1.1 200").contains("\"is\" : \"work\"");
    }

    @Test
    void without_the_token_nothing_is_told() {
        assertThat(ask("GET /api/v1/status", "")).startsWith("HTTP/1.1 401").doesNotContain("\"is\"");
        assertThat(ask("GET /api/v1/status", "Authorization: Bearer 00\r\n")).startsWith("HTTP/1.1 401");
        assertThat(ask("POST /notify", "")).startsWith("HTTP/1.1 401");
        assertThat(source.notified).isZero();
    }

    @Test
    void a_notice_needs_no_token_in_the_form_of_the_c_gateway() {
        assertThat(ask("GET /NOTIFY", "")).startsWith("HTTP/1.1 200");
        assertThat(ask("POST /notify", authorization)).startsWith("HTTP/1.1 200");
        assertThat(source.notified).isEqualTo(2);
    }

    @Test
    void a_page_in_a_browser_can_not_ask_under_another_name() {
        assertThat(exchange("GET /api/v1/status HTTP/1.1\r\nHost: evil.example\r\n" + authorization + "\r\n"))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void bytes_that_are_no_request_get_a_refusal() {
        assertThat(exchange("\u0000\u0001 what\r\n\r\n")).startsWith("HTTP/1.1 400");
        assertThat(exchange("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
    }

    @Test
    void more_connections_than_anybody_needs_are_closed_and_told_once() {
        ChannelInitializer<Channel> port = Objects.requireNonNull(server).initializer();
        List<EmbeddedChannel> idle = new ArrayList<>();
        try (LogLines log = new LogLines("sluice.control", Level.INFO)) {
            for (int i = 0; i < ControlServer.MAX_CONNECTIONS + 3; i++) {
                idle.add(new EmbeddedChannel(port) {
                    @Override
                    protected SocketAddress remoteAddress0() {
                        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 5000);
                    }
                });
            }
            assertThat(log.lines()).singleElement().asString().contains("64 connections").contains("127.0.0.1");
        }
        assertThat(idle).filteredOn(EmbeddedChannel::isOpen).hasSize(ControlServer.MAX_CONNECTIONS);
        idle.forEach(EmbeddedChannel::close);
    }

    @Test
    void who_asks_byte_by_byte_loses_the_place_like_who_asks_nothing() {
        EmbeddedChannel socket = new EmbeddedChannel(Objects.requireNonNull(server).initializer());
        socket.freezeTime();
        for (int second = 1; second < ControlServer.SECONDS; second++) {
            socket.advanceTimeBy(1, TimeUnit.SECONDS);
            socket.writeInbound(Unpooled.copiedBuffer("G", StandardCharsets.ISO_8859_1));
            socket.runScheduledPendingTasks();
            assertThat(socket.isOpen()).as("after %s s", second).isTrue();
        }
        socket.advanceTimeBy(2, TimeUnit.SECONDS);
        socket.runScheduledPendingTasks();
        assertThat(socket.isOpen()).isFalse();
    }

    @Test
    void who_asks_before_the_gateway_runs_is_told_so() throws Exception {
        server = new ControlServer(ControlToken.read(folder), work::add);
        assertThat(ask("GET /api/v1/status", authorization)).startsWith("HTTP/1.1 503").contains("still starting");
        assertThat(ask("GET /NOTIFY", "")).startsWith("HTTP/1.1 503");
        assertThat(ask("GET /api/v1/status", "")).startsWith("HTTP/1.1 401");
    }

    @Test
    void answers_are_made_by_workers_and_not_on_the_loop_of_the_miners() {
        EmbeddedChannel socket = new EmbeddedChannel(Objects.requireNonNull(server).initializer());
        socket.writeInbound(Unpooled.copiedBuffer(
                "GET /api/v1/status HTTP/1.1\r\nHost: localhost\r\n" + authorization + "\r\n",
                StandardCharsets.ISO_8859_1));
        assertThat(source.told).isZero();
        assertThat(socket.outboundMessages()).isEmpty();
        work.remove().run();
        assertThat(source.told).isEqualTo(1);
        assertThat(socket.outboundMessages()).isNotEmpty();
        socket.finishAndReleaseAll();
    }

    @Test
    void a_question_that_can_not_be_answered_ends_the_connection() {
        source.broken = true;
        assertThat(ask("GET /api/v1/status", authorization)).isEmpty();
    }

    private String ask(String request, String headers) {
        return exchange(request + " HTTP/1.1\r\nHost: 127.0.0.1:7153\r\n" + headers + "\r\n");
    }

    private String exchange(String bytes) {
        EmbeddedChannel socket = new EmbeddedChannel(Objects.requireNonNull(server).initializer());
        socket.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
        while (!work.isEmpty()) {
            work.remove().run();
        }
        socket.runPendingTasks();
        StringBuilder answer = new StringBuilder();
        for (ByteBuf part = socket.readOutbound(); part != null; part = socket.readOutbound()) {
            answer.append(part.toString(StandardCharsets.UTF_8));
            part.release();
        }
        assertThat(socket.isOpen()).isFalse();
        socket.finishAndReleaseAll();
        return answer.toString();
    }

    private static final class Source implements ControlSource {

        private int notified;
        private int told;
        private boolean broken;

        @Override
        public JsonNode status() {
            if (broken) {
                throw new IllegalStateException("broken on purpose");
            }
            told++;
            return JsonNodeFactory.instance.objectNode().put("is", "status");
        }

        @Override
        public JsonNode work() {
            return JsonNodeFactory.instance.objectNode().put("is", "work");
        }

        @Override
        public void notifyBlock() {
            notified++;
        }
    }
}
