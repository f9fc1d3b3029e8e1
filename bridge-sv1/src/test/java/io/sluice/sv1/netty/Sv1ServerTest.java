package io.sluice.sv1.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.sv1.jsonrpc.Json;
import io.sluice.sv1.jsonrpc.Line;
import io.sluice.sv1.jsonrpc.LineCodec;
import io.sluice.sv1.jsonrpc.MalformedLine.Fault;
import io.sluice.sv1.jsonrpc.Notification;
import io.sluice.sv1.jsonrpc.Request;
import io.sluice.sv1.jsonrpc.Response;
import io.sluice.sv1.jsonrpc.Response.Pace;
import io.sluice.sv1.netty.CloseReason.Kind;
import io.sluice.wire.testing.SplitEverywhere;

/** Framing, limits, pacing and bad input: checklist 1 and 14. */
class Sv1ServerTest {

    private static final String SUBSCRIBE = "{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[]}\n";
    private static final Request ONE = new Request(Json.of(1), "one", Json.array());
    private static final Request TWO = new Request(Json.of(2), "two", Json.array());
    private static final String ONE_AND_TWO = """
            {"id":1,"method":"one","params":[]}\r

             \t\r
            {"id": 2, "method": "two", "params": []}
            """;

    private final EmbeddedServer server = new EmbeddedServer();

    /** Answers every request with its method, at the pace that the method names. */
    private static EmbeddedServer echo(Sv1Options options) {
        return new EmbeddedServer(options, (connection, line) -> {
            if (line instanceof Request(var id, var method, var _)) {
                connection.sink().send(Response.of(id, Json.of(method))
                        .withPace(method.equals("share") ? Pace.AFTER_A_PAUSE : Pace.AT_ONCE));
                connection.sink().flush();
            }
        });
    }

    @Test
    void lines_arrive_the_same_however_the_network_cuts_them() {
        SplitEverywhere.everyWay(ONE_AND_TWO.getBytes(StandardCharsets.UTF_8), 3, slices -> {
            EmbeddedChannel socket = server.accept();
            slices.forEach(slice -> EmbeddedServer.feed(socket, slice));
            assertThat(server.connection().received).containsExactly(ONE, TWO);
            assertThat(server.connection().odd).isEmpty();
            socket.finishAndReleaseAll();
        });
    }

    @Test
    void all_answers_to_one_arrival_leave_in_one_write() {
        EmbeddedServer echo = echo(Sv1Options.DEFAULT);
        EmbeddedChannel socket = echo.accept();
        EmbeddedServer.feed(socket, ONE_AND_TWO);
        assertThat(EmbeddedServer.writes(socket)).containsExactly(
                "{\"id\":1,\"result\":\"one\",\"error\":null}\n{\"id\":2,\"result\":\"two\",\"error\":null}\n");
    }

    @Test
    void lines_that_nobody_asked_for_leave_with_the_flush() {
        EmbeddedChannel socket = server.accept();
        LineSink sink = server.connection().sink();
        sink.send(new Notification("a", Json.array()));
        sink.send(new Notification("b", Json.array()));
        assertThat(EmbeddedServer.writes(socket)).isEmpty();
        sink.flush();
        assertThat(EmbeddedServer.writes(socket)).containsExactly("""
                {"id":null,"method":"a","params":[]}
                {"id":null,"method":"b","params":[]}
                """);
    }

    @Test
    void an_answer_that_is_to_wait_leaves_five_milliseconds_later_and_all_behind_it_in_order() {
        EmbeddedServer echo = echo(Sv1Options.DEFAULT);
        EmbeddedChannel socket = echo.accept();
        EmbeddedServer.feed(socket, "{\"id\":1,\"method\":\"share\"}\n");
        EmbeddedServer.advance(socket, Duration.ofMillis(3));
        EmbeddedServer.feed(socket, "{\"id\":2,\"method\":\"ping\"}\n");
        EmbeddedServer.feed(socket, "{\"id\":3,\"method\":\"share\"}\n");
        EmbeddedServer.advance(socket, Duration.ofNanos(1_999_999));
        assertThat(EmbeddedServer.writes(socket)).isEmpty();
        EmbeddedServer.advance(socket, Duration.ofNanos(1));
        assertThat(String.join("", EmbeddedServer.writes(socket))).isEqualTo(
                "{\"id\":1,\"result\":\"share\",\"error\":null}\n{\"id\":2,\"result\":\"ping\",\"error\":null}\n");
        EmbeddedServer.advance(socket, Duration.ofMillis(3));
        assertThat(EmbeddedServer.writes(socket)).containsExactly("{\"id\":3,\"result\":\"share\",\"error\":null}\n");
    }

    @Test
    void a_pause_of_zero_is_none() {
        EmbeddedServer echo = echo(new Sv1Options(Duration.ofSeconds(15), Duration.ofSeconds(30), 1000, Duration.ZERO));
        EmbeddedChannel socket = echo.accept();
        EmbeddedServer.feed(socket, "{\"id\":1,\"method\":\"share\"}\n");
        assertThat(EmbeddedServer.writes(socket)).hasSize(1);
    }

    @Test
    void hanging_up_writes_everything_first_even_what_would_wait() {
        EmbeddedServer echo = new EmbeddedServer(Sv1Options.DEFAULT, (connection, line) -> {
            connection.sink().send(Response.of(Json.of(1), Json.of(true)).withPace(Pace.AFTER_A_PAUSE));
            connection.sink().close("no work");
            connection.sink().send(Response.of(Json.of(2), Json.of(true)));
        });
        EmbeddedChannel socket = echo.accept();
        EmbeddedServer.feed(socket, SUBSCRIBE);
        assertThat(EmbeddedServer.writes(socket)).containsExactly("{\"id\":1,\"result\":true,\"error\":null}\n");
        assertThat(socket.isOpen()).isFalse();
        assertThat(echo.connection().closed).containsExactly(new CloseReason(Kind.OURS, "no work"));
        EmbeddedServer.advance(socket, Duration.ofMinutes(1));
        assertThat(echo.connection().ended()).isEqualTo(Kind.OURS);
    }

    @Test
    void two_bad_lines_are_borne_and_the_third_ends_it() {
        EmbeddedChannel socket = server.accept();
        EmbeddedServer.feed(socket, SUBSCRIBE);
        EmbeddedServer.feed(socket, "{\"id\":7,\"method\":\"mining.subscribe\"\n");
        EmbeddedServer.feed(socket, "[]\n");
        assertThat(socket.isOpen()).isTrue();
        EmbeddedServer.feed(socket, "{\"id\":{}}\n{\"id\":8,\"method\":\"late\"}\n");
        assertThat(server.connection().odd).containsExactly(Fault.NOT_JSON, Fault.NOT_AN_OBJECT, Fault.NOT_A_CALL);
        assertThat(server.connection().received).hasSize(1);
        assertThat(server.connection().ended()).isEqualTo(Kind.MALFORMED);
    }

    @Test
    void before_subscribe_one_bad_line_is_enough() {
        EmbeddedChannel socket = server.accept();
        EmbeddedServer.feed(socket, "{\"id\":1,\"method\":\"mining.configure\"}\n{]\n");
        assertThat(server.connection().ended()).isEqualTo(Kind.MALFORMED);
        assertThat(EmbeddedServer.writes(socket)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0016\u0003\u0001", "GET / HTTP/1.1\r\n", "PROXY TCP4 1.2.3.4", "[", "\u0000", "x"})
    void another_protocol_is_known_by_its_first_byte(String bytes) {
        EmbeddedChannel socket = server.accept();
        EmbeddedServer.feed(socket, bytes.substring(0, 1));
        assertThat(socket.isOpen()).isFalse();
        EmbeddedServer.feed(socket, bytes.substring(1));
        assertThat(server.connection().ended()).isEqualTo(Kind.FOREIGN);
        assertThat(server.connection().received).isEmpty();
    }

    @Test
    void white_space_may_stand_before_the_first_line() {
        EmbeddedChannel socket = server.accept();
        EmbeddedServer.feed(socket, "\r\n \n" + SUBSCRIBE);
        assertThat(server.connection().received).hasSize(1);
        assertThat(socket.isOpen()).isTrue();
    }

    @Test
    void a_line_of_twenty_kilobytes_ends_it_whether_or_not_its_end_ever_comes() {
        for (String end : List.of("", "\n")) {
            EmbeddedChannel socket = server.accept();
            EmbeddedServer.feed(socket, SUBSCRIBE);
            EmbeddedServer.feed(socket, "{\"id\":1,\"method\":\"" + "x".repeat(20_000) + end);
            assertThat(server.connection().ended()).isEqualTo(Kind.OVERLONG);
            assertThat(server.connection().odd).containsExactly(Fault.OVERLONG);
        }
    }

    @Test
    void a_line_of_just_the_limit_is_read_with_and_without_carriage_return() {
        String frame = "{\"id\":1,\"method\":\"%s\"}";
        String line = frame.formatted("x".repeat(LineCodec.MAX_LENGTH - frame.length() + 2));
        for (String end : List.of("\n", "\r\n")) {
            EmbeddedChannel socket = server.accept();
            EmbeddedServer.feed(socket, line);
            EmbeddedServer.feed(socket, end);
            assertThat(server.connection().received).hasSize(1);
            assertThat(socket.isOpen()).isTrue();
        }
    }

    @Test
    void who_does_not_subscribe_within_fifteen_seconds_is_hung_up_on() {
        EmbeddedChannel socket = server.accept();
        EmbeddedServer.feed(socket, "{\"id\":1,\"method\":\"mining.configure\"}\n");
        EmbeddedServer.advance(socket, Duration.ofMillis(14_999));
        assertThat(socket.isOpen()).isTrue();
        EmbeddedServer.advance(socket, Duration.ofMillis(1));
        assertThat(server.connection().ended()).isEqualTo(Kind.NOT_SUBSCRIBED);
    }

    @Test
    void who_has_subscribed_may_be_silent_for_hours() {
        EmbeddedChannel socket = server.accept();
        EmbeddedServer.feed(socket, SUBSCRIBE);
        EmbeddedServer.advance(socket, Duration.ofHours(5));
        assertThat(socket.isOpen()).isTrue();
    }

    @Test
    void a_socket_that_takes_nothing_for_thirty_seconds_is_closed() {
        EmbeddedServer echo = echo(Sv1Options.DEFAULT);
        EmbeddedChannel socket = echo.accept();
        Stuck stuck = new Stuck();
        socket.pipeline().addFirst(stuck);
        EmbeddedServer.feed(socket, SUBSCRIBE);
        EmbeddedServer.advance(socket, Duration.ofSeconds(20));
        EmbeddedServer.feed(socket, "{\"id\":2,\"method\":\"x\"}\n");
        EmbeddedServer.advance(socket, Duration.ofMillis(9_999));
        assertThat(socket.isOpen()).isTrue();
        EmbeddedServer.advance(socket, Duration.ofMillis(1));
        assertThat(echo.connection().ended()).isEqualTo(Kind.SLOW_READER);
    }

    @Test
    void a_socket_that_takes_a_little_now_and_then_stays_open() {
        EmbeddedServer echo = echo(Sv1Options.DEFAULT);
        EmbeddedChannel socket = echo.accept();
        Stuck stuck = new Stuck();
        socket.pipeline().addFirst(stuck);
        EmbeddedServer.feed(socket, SUBSCRIBE);
        for (int i = 0; i < 10; i++) {
            EmbeddedServer.feed(socket, "{\"id\":2,\"method\":\"x\"}\n");
            EmbeddedServer.advance(socket, Duration.ofSeconds(25));
            stuck.takeOldest();
        }
        assertThat(socket.isOpen()).isTrue();
    }

    @Test
    void answers_that_pile_up_end_the_connection() {
        Sv1Options options = new Sv1Options(Duration.ofSeconds(15), Duration.ofSeconds(30), 10_000,
                Duration.ofMillis(5));
        EmbeddedServer echo = echo(options);
        EmbeddedChannel socket = echo.accept();
        StringBuilder flood = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            flood.append("{\"id\":2,\"method\":\"x\"}\n");
        }
        EmbeddedServer.feed(socket, flood.toString());
        assertThat(echo.connection().ended()).isEqualTo(Kind.SLOW_READER);
        assertThat(echo.connection().received).hasSizeLessThan(400);
        assertThat(EmbeddedServer.writes(socket)).isEmpty();
    }

    @Test
    void answers_that_wait_for_their_pause_count_too() {
        Sv1Options options = new Sv1Options(Duration.ofSeconds(15), Duration.ofSeconds(30), 1_000,
                Duration.ofMillis(5));
        EmbeddedServer echo = echo(options);
        EmbeddedChannel socket = echo.accept();
        for (int i = 0; i < 100; i++) {
            EmbeddedServer.feed(socket, "{\"id\":2,\"method\":\"share\"}\n");
        }
        assertThat(echo.connection().ended()).isEqualTo(Kind.SLOW_READER);
    }

    @Test
    void who_leaves_is_told_apart_by_whether_it_had_subscribed() {
        EmbeddedChannel early = server.accept();
        early.close();
        assertThat(server.connection().ended()).isEqualTo(Kind.LEFT_EARLY);
        EmbeddedChannel later = server.accept();
        EmbeddedServer.feed(later, SUBSCRIBE + "{\"id\":");
        later.close();
        assertThat(server.connection().ended()).isEqualTo(Kind.LEFT);
    }

    @Test
    void a_broken_network_and_a_mistake_of_ours_end_it_with_their_reason() {
        EmbeddedChannel broken = server.accept();
        broken.pipeline().fireExceptionCaught(new IOException("Connection reset"));
        assertThat(server.connection().ended()).isEqualTo(Kind.BROKEN);
        assertThat(server.connection().closed).extracting(CloseReason::detail)
                .containsExactly("the network broke the connection: Connection reset");
        EmbeddedServer faulty = new EmbeddedServer(Sv1Options.DEFAULT, (connection, line) -> {
            throw new IllegalStateException("a bug");
        });
        EmbeddedServer.feed(faulty.accept(), SUBSCRIBE);
        assertThat(faulty.connection().ended()).isEqualTo(Kind.FAULT);
    }

    @Test
    void the_calls_of_native_sockets_are_not_told() {
        for (String words : new String[]{
            "recvAddress(..) failed with error(-104): Connection reset by peer",
            "syscall:read(..) failed with error(104): Connection reset by peer"}) {
            server.accept().pipeline().fireExceptionCaught(new IOException(words));
            assertThat(server.connection().closed).extracting(CloseReason::detail)
                    .containsExactly("the network broke the connection: Connection reset by peer");
        }
        server.accept().pipeline().fireExceptionCaught(new ClosedChannelException());
        assertThat(server.connection().closed).extracting(CloseReason::detail)
                .containsExactly("the network broke the connection");
    }

    @Test
    void a_listener_that_fails_at_once_ends_it_too() {
        List<CloseReason> closed = new ArrayList<>();
        EmbeddedChannel socket = new EmbeddedChannel();
        socket.pipeline().addLast(new Sv1Server((remote, loop) -> new LineListener() {
            @Override
            public void opened(LineSink sink) {
                throw new IllegalStateException("a bug");
            }

            @Override
            public void received(Line line) {}

            @Override
            public void closed(CloseReason reason) {
                closed.add(reason);
            }
        }, Sv1Options.DEFAULT).initializer());
        assertThat(socket.isOpen()).isFalse();
        assertThat(closed).extracting(CloseReason::kind).containsExactly(Kind.FAULT);
    }

    @Test
    void whatever_arrives_the_listener_hears_of_lines_faults_and_one_end() {
        byte[] talk = (SUBSCRIBE + ONE_AND_TWO + SUBSCRIBE).getBytes(StandardCharsets.UTF_8);
        for (long seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            byte[] damaged = talk.clone();
            for (int i = random.nextInt(6); i >= 0; i--) {
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            }
            EmbeddedChannel socket = server.accept();
            for (int from = 0; from < damaged.length;) {
                int to = Math.min(damaged.length, from + 1 + random.nextInt(60));
                EmbeddedServer.feed(socket, Arrays.copyOfRange(damaged, from, to));
                from = to;
            }
            socket.close();
            assertThat(server.connection().closed).as("seed %s", seed).hasSize(1);
            assertThat(server.connection().ended()).as("seed %s: %s", seed, server.connection().closed)
                    .isIn(Kind.LEFT, Kind.LEFT_EARLY, Kind.MALFORMED, Kind.FOREIGN);
        }
    }

    /** A network that takes nothing: writes stay without an answer. */
    private static final class Stuck extends ChannelOutboundHandlerAdapter {

        private final List<ChannelPromise> writes = new ArrayList<>();

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            ReferenceCountUtil.release(message);
            writes.add(promise);
        }

        void takeOldest() {
            writes.removeFirst().setSuccess();
        }
    }
}
