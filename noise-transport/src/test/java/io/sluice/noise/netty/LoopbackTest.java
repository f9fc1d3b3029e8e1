package io.sluice.noise.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.sluice.noise.cipher.BothCurves;
import io.sluice.noise.cipher.Secp256k1;
import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.curve25519.HandshakePattern;
import io.sluice.noise.curve25519.Initiator25519;
import io.sluice.noise.curve25519.NoiseTerms;
import io.sluice.noise.curve25519.Responder25519;
import io.sluice.noise.handshake.AuthoritySecret;
import io.sluice.noise.handshake.Handshake;
import io.sluice.noise.handshake.HandshakeFailure;
import io.sluice.noise.handshake.Initiator;
import io.sluice.noise.handshake.RenewingIdentity;
import io.sluice.noise.handshake.Responder;
import io.sluice.noise.netty.CloseReason.Kind;
import io.sluice.noise.testing.FakeMiner;
import io.sluice.wire.FrameHeader;
import io.sluice.wire.FrameLimits;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.type.Bytes;

/** Both ends over real sockets. The server sends every frame back. */
class LoopbackTest {

    private final Secp256k1 curve = BothCurves.nativeCurve();
    private final SecureRandom random = new SecureRandom();
    private final AuthoritySecret authority = AuthoritySecret.create(curve, random);
    private final List<RecordingListener> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService arithmetic = Executors.newFixedThreadPool(2);
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final Supplier<Handshake> responders;
    private final Sv2Server server;
    private final Channel port;

    LoopbackTest() {
        RenewingIdentity identities = new RenewingIdentity(
                curve, authority, InstantSource.system(), random);
        responders = () -> new Responder(curve, identities, random);
        server = serverOf(responders);
        port = bind(server);
    }

    private Sv2Server serverOf(Supplier<Handshake> handshakes) {
        return serverOf(handshakes, PipeOptions.DEFAULT);
    }

    private Sv2Server serverOf(Supplier<Handshake> handshakes, PipeOptions options) {
        return new Sv2Server(handshakes, FrameLimits.uniform(200_000)::check, (remote, loop) -> {
            RecordingListener listener = new RecordingListener(remote, loop, (self, frame) -> {
                self.sink().send(frame);
                self.sink().flush();
            });
            listeners.add(listener);
            return listener;
        }, arithmetic, options);
    }

    private Channel bind(Sv2Server bound) {
        return new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class)
                .childHandler(bound.initializer())
                .bind(InetAddress.getLoopbackAddress(), 0).syncUninterruptibly().channel();
    }

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        arithmetic.shutdownNow();
    }

    @Test
    void a_miner_on_a_plain_socket_gets_its_frames_back() throws Exception {
        try (FakeMiner miner = FakeMiner.connect(port.localAddress(), Optional.of(authority.publicKey()))) {
            for (int length : new int[]{0, 41, 65_519, 65_520, 150_000}) {
                miner.send(frame(length));
                assertThat(miner.receive()).contains(frame(length));
            }
            miner.send(frame(1), frame(2), frame(3));
            for (int length = 1; length <= 3; length++) {
                assertThat(miner.receive()).contains(frame(length));
            }
        }
        await().until(() -> listeners.getFirst().reasons.size() == 1);
        assertThat(listeners.getFirst().ended()).isEqualTo(Kind.LEFT);
        assertThat(((InetSocketAddress) listeners.getFirst().remote).getAddress().isLoopbackAddress()).isTrue();
    }

    @Test
    void many_miners_shake_hands_at_once() throws Exception {
        try (ExecutorService miners = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = IntStream.range(0, 40).mapToObj(i -> miners.submit(() -> {
                try (FakeMiner miner = FakeMiner.connect(port.localAddress(), Optional.of(authority.publicKey()))) {
                    miner.send(frame(i));
                    return miner.receive().orElseThrow().payload().length();
                }
            })).toList();
            for (int i = 0; i < replies.size(); i++) {
                assertThat(replies.get(i).get()).isEqualTo(i);
            }
        }
        await().until(() -> server.counts().ended(Kind.LEFT) == 40);
        assertThat(server.counts().opened()).isEqualTo(40);
    }

    @Test
    void our_client_gets_its_frames_back_too() {
        RecordingListener client = new RecordingListener(
                port.localAddress(), loops.next(), (listener, frame) -> {});
        Sv2Client factory = new Sv2Client(
                () -> new Initiator(curve, Optional.of(authority.publicKey()), InstantSource.system(), random),
                header -> {}, arithmetic, PipeOptions.DEFAULT);
        Channel socket = new Bootstrap().group(loops).channel(NioSocketChannel.class)
                .handler(factory.initializer(client)).connect(port.localAddress()).syncUninterruptibly().channel();
        await().until(client::isOpen);
        assertThat(client.sink().remoteAddress()).isEqualTo(port.localAddress());
        socket.eventLoop().execute(() -> {
            client.sink().send(frame(77));
            client.sink().flush();
        });
        await().until(() -> client.frames.equals(List.of(frame(77))));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> client.sink().flush());
        socket.close().syncUninterruptibly();
        await().until(() -> !listeners.isEmpty() && listeners.getFirst().reasons.size() == 1);
    }

    @Test
    void a_client_without_a_server_hears_that_it_is_over() throws Exception {
        SocketAddress gone = port.localAddress();
        port.close().sync();
        RecordingListener client = new RecordingListener(gone, loops.next(), (listener, frame) -> {});
        Sv2Client factory = new Sv2Client(
                () -> new Initiator(curve, Optional.empty(), InstantSource.system(), random), header -> {},
                arithmetic, PipeOptions.DEFAULT);
        Bootstrap bootstrap = new Bootstrap().group(loops).channel(NioSocketChannel.class)
                .handler(factory.initializer(client));
        assertThat(bootstrap.connect(gone).await().isSuccess())
                .isFalse();
        await().until(() -> client.reasons.size() == 1);
        assertThat(client.ended()).isEqualTo(Kind.SILENT);
    }

    @Test
    void a_probe_is_counted_and_nothing_more() throws Exception {
        new Socket(InetAddress.getLoopbackAddress(), ((InetSocketAddress) port.localAddress()).getPort()).close();
        await().until(() -> server.counts().ended(Kind.SILENT) == 1);
        Socket reset = new Socket(InetAddress.getLoopbackAddress(),
                ((InetSocketAddress) port.localAddress()).getPort());
        reset.setSoLinger(true, 0);
        reset.close();
        await().until(() -> server.counts().ended(Kind.SILENT) == 2);
    }

    @Test
    void who_dribbles_its_handshake_has_no_more_time_than_who_says_nothing() throws Exception {
        PipeOptions hasty = new PipeOptions(Duration.ofMillis(300), Duration.ofSeconds(30), 256 * 1024, 1024 * 1024,
                512);
        Sv2Server impatient = serverOf(responders, hasty);
        InetSocketAddress address = (InetSocketAddress) bind(impatient).localAddress();
        List<Socket> sockets = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            sockets.add(new Socket(address.getAddress(), address.getPort()));
        }
        await().pollInterval(20, TimeUnit.MILLISECONDS).until(() -> {
            for (int i = 0; i < sockets.size(); i += 2) {
                dribble(sockets.get(i));
            }
            return impatient.counts().ended(Kind.HANDSHAKE_TIMEOUT) + impatient.counts().ended(Kind.BROKEN) == 200;
        });
        assertThat(impatient.counts().ended(Kind.HANDSHAKE_TIMEOUT)).isGreaterThan(190);
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private static void dribble(Socket socket) {
        try {
            socket.getOutputStream().write(1);
        } catch (IOException closed) {
            // The server has had enough.
        }
    }

    @Test
    void a_miner_that_is_slow_to_read_is_not_listened_to_until_it_has_caught_up() throws Exception {
        try (FakeMiner miner = FakeMiner.connect(port.localAddress(), Optional.of(authority.publicKey()))) {
            miner.send(frame(1));
            await().until(() -> !listeners.isEmpty() && !listeners.getFirst().frames.isEmpty());
            RecordingListener listener = listeners.getFirst();
            assertThat(miner.receive()).contains(frame(1));
            int burst = 400;
            CompletableFuture.runAsync(() -> {
                for (int i = 0; i < burst; i++) {
                    listener.sink().send(frame(60_000));
                }
                listener.sink().flush();
            }, listener.executor).join();
            miner.send(frame(2));
            assertThat(listener.sink().isWritable()).isFalse();

            for (int i = 0; i < burst; i++) {
                assertThat(miner.receive()).contains(frame(60_000));
            }
            await().until(() -> listener.frames.size() == 2);
            assertThat(miner.receive()).contains(frame(2));
            assertThat(listener.reasons).isEmpty();
        }
    }

    @Test
    void a_miner_that_never_reads_is_hung_up_on() throws Exception {
        try (FakeMiner miner = FakeMiner.connect(port.localAddress(), Optional.of(authority.publicKey()))) {
            miner.send(frame(1));
            await().until(() -> !listeners.isEmpty() && !listeners.getFirst().frames.isEmpty());
            RecordingListener listener = listeners.getFirst();
            Sv2Frame job = frame(60_000);
            listener.executor.execute(new Runnable() {
                @Override
                public void run() {
                    listener.sink().send(job);
                    listener.sink().flush();
                    if (listener.reasons.isEmpty()) {
                        listener.executor.execute(this);
                    }
                }
            });
            await().until(() -> !listener.reasons.isEmpty());
            assertThat(listener.ended()).isEqualTo(Kind.SLOW_READER);
            assertThat(listener.reasons.getFirst().detail()).contains("33554432");
        }
    }

    @Test
    void a_miner_with_another_authority_leaves() throws Exception {
        AuthoritySecret other = AuthoritySecret.create(curve, random);
        assertThatExceptionOfType(HandshakeFailure.class)
                .isThrownBy(() -> FakeMiner.connect(port.localAddress(), Optional.of(other.publicKey())));
    }

    @ParameterizedTest
    @EnumSource(HandshakePattern.class)
    void the_curve25519_variant_is_a_listener_of_its_own(HandshakePattern pattern) throws Exception {
        NoiseTerms terms = NoiseTerms.usual(pattern);
        byte[] drawn = new byte[SecretKey.SIZE];
        random.nextBytes(drawn);
        SecretKey secret = SecretKey.adopt(drawn);
        Channel variant = bind(serverOf(() -> new Responder25519(terms, secret, random)));
        try (FakeMiner miner = FakeMiner.connect(variant.localAddress(),
                new Initiator25519(terms, secret, Optional.of(Responder25519.publicKeyOf(secret)), random))) {
            miner.send(frame(70_000));
            assertThat(miner.receive()).contains(frame(70_000));
        }
    }

    private static Sv2Frame frame(int length) {
        return new Sv2Frame(new FrameHeader(0, true, 0x1b, length), Bytes.hex("a5".repeat(length)));
    }
}
