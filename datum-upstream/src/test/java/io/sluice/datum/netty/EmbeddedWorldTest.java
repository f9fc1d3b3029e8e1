package io.sluice.datum.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import io.sluice.datum.crypto.CryptoChoice;
import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.KeySet;
import io.sluice.datum.link.DatumState;
import io.sluice.datum.link.DatumUpstream;
import io.sluice.datum.link.LinkFault;
import io.sluice.datum.link.LinkSettings;
import io.sluice.datum.link.LinkTools;
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
import io.sluice.mining.testing.HandLoop;

/** The same handler and link in one thread, without sockets, in time that is moved by hand. */
class EmbeddedWorldTest {

    private final HandLoop loop = new HandLoop();
    private final FakePool pool = new FakePool(11);
    private final List<EmbeddedChannel> sockets = new ArrayList<>();

    /** Whatever leaves one end enters the other in the same breath, which is the hardest case for both. */
    private final Dialer dialer = (_, _, handler, _) -> loop.execute(() -> {
        Wire wire = new Wire();
        EmbeddedChannel socket = new EmbeddedChannel();
        sockets.add(socket);
        wire.pool = pool.visitedThrough(new FakePool.Transport() {
            @Override
            public void send(byte[] bytes) {
                socket.writeInbound(Unpooled.wrappedBuffer(bytes));
            }

            @Override
            public void close() {
                socket.close();
            }
        });
        socket.pipeline().addLast(wire, handler);
    });

    @Test
    void a_share_and_a_reconnect_work_as_over_sockets() {
        DatumCrypto crypto = CryptoChoice.make().crypto();
        Random random = new Random(1);
        ShareLedger ledger = new ShareLedger();
        ShareLedger.Lane linkLane = ledger.newLane();
        ShareLedger.Lane minerLane = ledger.newLane();
        RecordingJournal journal = new RecordingJournal();
        DatumUpstream upstream = new DatumUpstream(
                LinkSettings.of("pool.example", 1, pool.keys(), "sluice/test"),
                new LinkTools(crypto, KeySet.random(crypto, random), random, loop, loop, loop),
                new Usernames("bc1qoperator", UserPolicy.FULL), new DatumConnector(dialer), linkLane, journal);
        upstream.start(new Upstream.Listener() {
            @Override
            public void poolReady(PoolTerms terms) {}

            @Override
            public void poolAway(String why) {}

            @Override
            public void blockNotified() {}
        });
        loop.run();
        assertThat(upstream.status().state()).isEqualTo(DatumState.READY);

        PoolWork work = new PoolWork();
        BlockCandidate candidate = announced(upstream, work);
        upstream.admit(work.share(candidate, "rig"), minerLane);
        loop.run();
        pool.hangsUp();
        loop.run();
        assertThat(journal.lastFault()).isEqualTo(LinkFault.Kind.CLOSED);
        loop.advanceSeconds(2);
        announced(upstream, work);
        upstream.admit(work.share(candidate, "rig"), minerLane);
        loop.run();

        assertThat(ledger.total().of(ShareFate.ACKNOWLEDGED)).isEqualTo(2);
        assertThat(sockets).hasSize(2);
        assertThat(pool.failures()).isEmpty();
        upstream.drain();
        loop.run();
        assertThat(sockets).noneMatch(EmbeddedChannel::isOpen);
    }

    private BlockCandidate announced(DatumUpstream upstream, PoolWork work) {
        List<WorkGrant> grants = new ArrayList<>();
        upstream.prepare(new WorkRequest(CandidateFixtures.TIP, CandidateFixtures.SUBSIDY, true, true), grants::add);
        loop.run();
        BlockCandidate candidate = work.candidate((WorkGrant.Granted) grants.getFirst(), CandidateFixtures.TIP);
        upstream.announce(candidate);
        return candidate;
    }

    /** Takes what is written to the pool. */
    private static final class Wire extends ChannelOutboundHandlerAdapter {

        private FakePool.@Nullable Visit pool;

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            ByteBuf bytes = (ByteBuf) message;
            ByteBuffer copy = ByteBuffer.allocate(bytes.readableBytes());
            bytes.readBytes(copy);
            bytes.release();
            promise.setSuccess();
            Objects.requireNonNull(pool).received(copy.flip());
        }
    }
}
