package io.sluice.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.sluice.app.peer.AddressBlock;
import io.sluice.app.peer.PeerGate;
import io.sluice.app.peer.PeerRules;

/** The real sockets, and their sentences when something is in the way. */
class NettySocketsTest {

    private final NettySockets sockets = new NettySockets(1);

    @AfterEach
    void end() {
        sockets.close();
    }

    @Test
    void a_taken_port_is_one_sentence_with_a_remedy() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = InetSocketAddress.createUnresolved("127.0.0.1", taken.getLocalPort());
            assertThatThrownBy(() -> sockets.listen(address, nothing()).toCompletableFuture().get(10, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(Exception.class)
                    .cause()
                    .hasMessageContaining("can not listen on 127.0.0.1:" + taken.getLocalPort())
                    .hasMessageContaining("choose another port");
        }
    }

    @Test
    void nobody_at_the_other_end_is_told() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        CompletableFuture<String> failed = new CompletableFuture<>();
        sockets.dial(sockets.loop(), "127.0.0.1", port, nothing(), failed::complete);
        assertThat(failed.get(10, TimeUnit.SECONDS)).contains("no connection to 127.0.0.1:" + port);
    }

    @Test
    void what_is_dialled_is_accepted() throws Exception {
        CompletableFuture<String> met = new CompletableFuture<>();
        Sockets.Listener listener = sockets
                .listen(InetSocketAddress.createUnresolved("127.0.0.1", 0), meeting(met))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        sockets.dial(sockets.loop(), "127.0.0.1", listener.address().getPort(), nothing(), met::complete);
        assertThat(met.get(10, TimeUnit.SECONDS)).isEqualTo("met");
    }

    @Test
    void a_stranger_finds_the_end_of_the_connection_at_once() throws Exception {
        CompletableFuture<String> met = new CompletableFuture<>();
        CompletableFuture<String> refused = new CompletableFuture<>();
        PeerRules rules = new PeerRules(List.of(AddressBlock.parse("192.0.2.0/24")), 1, 1);
        Sockets.Listener listener = sockets
                .listen(InetSocketAddress.createUnresolved("127.0.0.1", 0), new PeerGate(
                        rules, meeting(met), (address, why) -> refused.complete(address.getHostAddress() + " " + why)))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        try (Socket stranger = new Socket(InetAddress.getLoopbackAddress(), listener.address().getPort())) {
            stranger.setSoTimeout(10_000);
            assertThat(stranger.getInputStream().read()).isEqualTo(-1);
        }
        assertThat(refused.get(10, TimeUnit.SECONDS)).isEqualTo("127.0.0.1 STRANGER");
        assertThat(met).isNotDone();
    }

    @Test
    void the_system_says_how_many_may_be_open() {
        assertThat(sockets.descriptors()).isGreaterThan(DescriptorShare.RESERVED);
    }

    private static ChannelInitializer<Channel> nothing() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel socket) {
                socket.pipeline().addLast(new ChannelInboundHandlerAdapter());
            }
        };
    }

    private static ChannelInitializer<Channel> meeting(CompletableFuture<String> met) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel socket) {
                met.complete("met");
            }
        };
    }
}
