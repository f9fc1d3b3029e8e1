package io.sluice.datum.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.sluice.datum.crypto.CryptoChoice;
import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.KeySet;
import io.sluice.datum.link.DatumState;
import io.sluice.datum.link.DatumUpstream;
import io.sluice.datum.link.LinkFault;
import io.sluice.datum.link.LinkSettings;
import io.sluice.datum.link.LinkTools;
import io.sluice.datum.link.PoolLine;
import io.sluice.datum.link.UserPolicy;
import io.sluice.datum.link.Usernames;
import io.sluice.datum.testing.FakePool;
import io.sluice.datum.testing.PoolWork;
import io.sluice.datum.testing.RecordingJournal;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.ledger.ShareLedger;
import io.sluice.mining.port.PoolTerms;
import io.sluice.mining.port.Upstream;
import io.sluice.mining.port.Upstream.WorkGrant;
import io.sluice.mining.port.Upstream.WorkRequest;
import io.sluice.mining.testing.CandidateFixtures;

/** The whole link over real sockets on loopback. */
class LinkOverSocketsTest {

    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ShareLedger ledger = new ShareLedger();
    private final RecordingJournal journal = new RecordingJournal();

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @Test
    void shares_reach_a_pool_behind_a_socket_and_verdicts_come_back() {
        FakePool pool = new FakePool(3);
        Channel server = serve(pool);
        ShareLedger.Lane linkLane = ledger.newLane();
        ShareLedger.Lane minerLane = ledger.newLane();
        DatumUpstream upstream = upstream(pool, ((InetSocketAddress) server.localAddress()).getPort(), linkLane);
        AtomicReference<PoolTerms> terms = new AtomicReference<>();
        upstream.start(listener(terms));
        await().until(() -> terms.get() != null);

        AtomicReference<WorkGrant> grant = new AtomicReference<>();
        upstream.prepare(new WorkRequest(CandidateFixtures.TIP, CandidateFixtures.SUBSIDY, true, true), grant::set);
        await().until(() -> grant.get() != null);
        PoolWork work = new PoolWork();
        BlockCandidate candidate = work.candidate((WorkGrant.Granted) grant.get(), CandidateFixtures.TIP);
        upstream.announce(candidate);
        for (int i = 0; i < 100; i++) {
            upstream.admit(work.share(candidate, "rig"), minerLane);
        }
        await().until(() -> ledger.total().of(ShareFate.ACKNOWLEDGED) == 100);

        upstream.drain().toCompletableFuture().join();
        assertThat(pool.failures()).isEmpty();
        assertThat(upstream.status().state()).isEqualTo(DatumState.DISCONNECTED);
        server.close().syncUninterruptibly();
    }

    @Test
    void a_refused_connection_is_told_with_address_and_reason() throws IOException {
        int nobody;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = taken.getLocalPort();
        }
        DatumUpstream upstream = upstream(new FakePool(3), nobody, ledger.newLane());
        upstream.start(listener(new AtomicReference<>()));
        await().until(() -> upstream.status().fault().isPresent());

        LinkFault fault = upstream.status().fault().orElseThrow();
        assertThat(fault.kind()).isEqualTo(LinkFault.Kind.UNREACHABLE);
        assertThat(fault.sentence()).containsIgnoringCase("refused").contains("127.0.0.1:" + nobody);
        upstream.drain().toCompletableFuture().join();
    }

    @Test
    void a_name_without_an_address_is_told() {
        AtomicReference<String> failed = new AtomicReference<>();
        new SocketDialer(loops.next(), NioSocketChannel::new, Runnable::run)
                .dial("no such name", 1, new ChannelInboundHandlerAdapter(), failed::set);
        await().until(() -> failed.get() != null);

        assertThat(failed.get()).isEqualTo("there is no address for the name no such name");
    }

    @Test
    void the_line_tells_how_much_the_system_took_until_the_other_side_has_it_all() throws IOException {
        int size = 3 << 20;
        List<Long> taken = new CopyOnWriteArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            EventLoop loop = loops.next();
            loop.execute(() -> new DatumConnector(new SocketDialer(loop, NioSocketChannel::new, Runnable::run))
                    .dial("127.0.0.1", server.getLocalPort(), new PoolLine.Listener() {
                        @Override
                        public void opened(PoolLine line) {
                            line.send(new byte[size], size);
                            line.send(new byte[size], size);
                        }

                        @Override
                        public void received(ByteBuffer bytes) {}

                        @Override
                        public void taken(long total) {
                            taken.add(total);
                        }

                        @Override
                        public void writable() {}

                        @Override
                        public void closed(String why) {}
                    }));
            try (Socket reader = server.accept()) {
                reader.getInputStream().skipNBytes(2L * size);
                await().until(() -> !taken.isEmpty() && taken.getLast() == 2L * size);
            }
        }
        assertThat(taken).isSorted().doesNotHaveDuplicates();
    }

    private DatumUpstream upstream(FakePool pool, int port, ShareLedger.Lane lane) {
        DatumCrypto crypto = CryptoChoice.make().crypto();
        Random random = new Random(5);
        EventLoop loop = loops.next();
        return new DatumUpstream(
                LinkSettings.of("127.0.0.1", port, pool.keys(), "sluice/test"),
                new LinkTools(crypto, KeySet.random(crypto, random), random, System::nanoTime,
                        InstantSource.system(), loop),
                new Usernames("bc1qoperator", UserPolicy.WORKER),
                new DatumConnector(new SocketDialer(loop, NioSocketChannel::new, Runnable::run)),
                lane,
                journal);
    }

    private Channel serve(FakePool pool) {
        return new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel socket) {
                        socket.pipeline().addLast(new PoolHandler(pool));
                    }
                }).bind("127.0.0.1", 0).syncUninterruptibly().channel();
    }

    private static Upstream.Listener listener(AtomicReference<PoolTerms> terms) {
        return new Upstream.Listener() {
            @Override
            public void poolReady(PoolTerms now) {
                terms.set(now);
            }

            @Override
            public void poolAway(String why) {}

            @Override
            public void blockNotified() {}
        };
    }

    /** Puts the pool behind a socket. */
    private static final class PoolHandler extends ChannelInboundHandlerAdapter {

        private final FakePool pool;
        private FakePool.@Nullable Visit visit;

        PoolHandler(FakePool pool) {
            this.pool = pool;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            visit = pool.visitedThrough(new FakePool.Transport() {
                @Override
                public void send(byte[] bytes) {
                    ctx.writeAndFlush(Unpooled.wrappedBuffer(bytes));
                }

                @Override
                public void close() {
                    ctx.close();
                }
            });
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            ByteBuffer copy = ByteBuffer.allocate(bytes.readableBytes());
            bytes.readBytes(copy);
            bytes.release();
            Objects.requireNonNull(visit).received(copy.flip());
        }
    }
}
