package io.sluice.simulation.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.sluice.simulation.time.Chance;
import io.sluice.simulation.time.VirtualProcess;
import io.sluice.simulation.time.VirtualTime;

/** Netty's channels over cables: what a program notices of the network. */
class VirtualNetworkTest {

    private static final int PORT = 7;
    private static final InetSocketAddress ADDRESS = new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT);

    private final VirtualTime time = new VirtualTime(new Chance(1));
    private final VirtualNetwork network = new VirtualNetwork(time, new Chance(2));
    private final VirtualProcess server = process("server");
    private final VirtualProcess client = process("client");
    private final List<String> heard = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private @Nullable Channel dialled;

    @Test
    void what_is_written_is_read_at_the_other_end_and_answered() {
        listen();
        dial();
        say("hello");

        assertThat(heard).containsExactly("server: hello", "client: you said hello");
    }

    @Test
    void where_nobody_listens_a_call_is_refused() {
        dial();

        assertThat(failures).containsExactly("no connection to port 7 (connection refused)");
    }

    @Test
    void a_port_can_be_closed_to_all_for_a_while() {
        listen();
        network.refuse(PORT, Duration.ofSeconds(5).toNanos());
        dial();
        assertThat(failures).hasSize(1);
        assertThat(network.lastThrough(PORT)).isZero();
        pass(Duration.ofSeconds(6));
        dial();

        assertThat(failures).hasSize(1);
        assertThat(network.held(PORT)).isEqualTo(1);
        assertThat(network.lastThrough(PORT)).isPositive();
    }

    @Test
    void who_hangs_up_is_heard_to_by_the_other_end() {
        listen();
        dial();
        socket().eventLoop().execute(() -> socket().close());
        pass(Duration.ofSeconds(1));

        assertThat(heard).contains("server: the end", "client: the end");
        assertThat(network.held(PORT)).isZero();
        assertThat(network.cables("client -> server")).isEmpty();
    }

    @Test
    void a_process_that_is_killed_resets_its_connections_and_listens_no_more() {
        listen();
        dial();
        server.kill();
        pass(Duration.ofSeconds(1));
        assertThat(heard).containsExactly("client: connection reset by peer", "client: the end");
        dial();

        assertThat(failures).hasSize(1);
    }

    @Test
    void two_processes_can_not_listen_at_one_port() {
        listen();
        var second = new VirtualSockets(network, process("second"), 1)
                .listen(ADDRESS, handler("second")).toCompletableFuture();
        pass(Duration.ofSeconds(1));

        assertThat(second).isCompletedExceptionally();
    }

    private VirtualProcess process(String name) {
        return new VirtualProcess(name, time, new Chance(3).of(name), (_, mistake) -> {
            throw new AssertionError(mistake);
        });
    }

    private void listen() {
        new VirtualSockets(network, server, 1).listen(ADDRESS, handler("server"));
        pass(Duration.ofSeconds(1));
    }

    private void dial() {
        VirtualSockets sockets = new VirtualSockets(network, client, 1);
        sockets.dial(sockets.loop(), "127.0.0.1", PORT, handler("client"), failures::add);
        pass(Duration.ofSeconds(1));
    }

    private void say(String text) {
        socket().eventLoop().execute(() -> socket().writeAndFlush(bytes(text)));
        pass(Duration.ofSeconds(1));
    }

    private Channel socket() {
        return Objects.requireNonNull(dialled);
    }

    private ByteBuf bytes(String text) {
        return socket().alloc().buffer().writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private void pass(Duration duration) {
        long end = time.nanos() + duration.toNanos();
        while (time.step(end)) {
            // The next event.
        }
    }

    private ChannelInitializer<Channel> handler(String who) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                if (who.equals("client")) {
                    dialled = channel;
                }
                channel.pipeline().addLast(new Talker(who));
            }
        };
    }

    /** Writes down what it hears; a server answers. */
    private final class Talker extends ChannelInboundHandlerAdapter {

        private final String who;
        private final StringBuilder said = new StringBuilder();

        private Talker(String who) {
            this.who = who;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf slice = (ByteBuf) message;
            said.append(slice.toString(StandardCharsets.UTF_8));
            slice.release();
            if (said.toString().endsWith("hello")) {
                heard.add(who + ": " + said);
                if (who.equals("server")) {
                    ctx.writeAndFlush(bytes("you said " + said));
                }
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            heard.add(who + ": the end");
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            heard.add(who + ": " + cause.getMessage());
        }
    }
}
