package io.sluice.sv1.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.sluice.sv1.jsonrpc.Json;
import io.sluice.sv1.jsonrpc.Line;
import io.sluice.sv1.jsonrpc.Notification;
import io.sluice.sv1.jsonrpc.Request;
import io.sluice.sv1.jsonrpc.Response;

/** Over real sockets. The server answers every request with {@code true}. */
class LoopbackTest {

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final List<CloseReason> closed = new CopyOnWriteArrayList<>();
    private final List<LineSink> sinks = new CopyOnWriteArrayList<>();
    private final Channel port = new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class)
            .childHandler(new Sv1Server((remote, loop) -> new Echo(), Sv1Options.DEFAULT).initializer())
            .bind(InetAddress.getLoopbackAddress(), 0).syncUninterruptibly().channel();

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    @Test
    void requests_on_a_plain_socket_are_answered_in_order() throws IOException {
        try (Socket miner = connect()) {
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(miner.getInputStream(), StandardCharsets.UTF_8));
            for (int id = 1; id <= 50; id++) {
                miner.getOutputStream()
                        .write("{\"id\":%d,\"method\":\"mining.subscribe\"}\n{\"id\":0,\"method\":\"x\"}\n"
                                .formatted(id).getBytes(StandardCharsets.UTF_8));
                assertThat(in.readLine()).isEqualTo("{\"id\":" + id + ",\"result\":true,\"error\":null}");
                assertThat(in.readLine()).isEqualTo("{\"id\":0,\"result\":true,\"error\":null}");
            }
        }
        await().until(() -> closed.size() == 1);
        assertThat(closed.getFirst().kind()).isEqualTo(CloseReason.Kind.LEFT);
    }

    @Test
    void a_sink_is_used_on_its_own_loop_only() throws IOException {
        try (Socket miner = connect()) {
            assertThat(miner.isConnected()).isTrue();
            await().until(() -> !sinks.isEmpty());
            assertThatIllegalStateException()
                    .isThrownBy(() -> sinks.getFirst().send(new Notification("x", Json.array())));
            assertThatIllegalStateException().isThrownBy(() -> sinks.getFirst().close("x"));
        }
    }

    /** Asks for more and more, and never reads an answer. */
    @Test
    void a_client_that_does_not_read_is_hung_up_on_before_much_piles_up() throws IOException {
        byte[] requests = "{\"id\":1,\"method\":\"mining.subscribe\"}\n".repeat(500).getBytes(StandardCharsets.UTF_8);
        try (Socket miner = connect()) {
            Thread writer = Thread.ofVirtual().start(() -> {
                try {
                    while (closed.isEmpty()) {
                        miner.getOutputStream().write(requests);
                    }
                } catch (IOException hungUp) {
                    // as it should be
                }
            });
            await().atMost(Duration.ofSeconds(20)).until(() -> !closed.isEmpty());
            assertThat(closed.getFirst().kind()).isEqualTo(CloseReason.Kind.SLOW_READER);
            writer.interrupt();
        }
    }

    private Socket connect() throws IOException {
        InetSocketAddress address = (InetSocketAddress) port.localAddress();
        return new Socket(address.getAddress(), address.getPort());
    }

    private final class Echo implements LineListener {

        private LineSink[] mine = new LineSink[0];

        @Override
        public void opened(LineSink sink) {
            mine = new LineSink[]{sink};
            sinks.add(sink);
        }

        @Override
        public void received(Line line) {
            if (line instanceof Request request) {
                mine[0].send(Response.of(request.id(), Json.of(true)));
                mine[0].flush();
            }
        }

        @Override
        public void closed(CloseReason reason) {
            closed.add(reason);
        }
    }
}
