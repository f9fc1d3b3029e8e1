package io.sluice.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.sluice.app.miner.ChannelPlan;
import io.sluice.app.miner.CpuMiner;
import io.sluice.app.miner.Server;
import io.sluice.noise.handshake.AuthoritySecret;
import io.sluice.noise.handshake.RenewingIdentity;
import io.sluice.noise.handshake.Responder;
import io.sluice.noise.netty.CloseReason;
import io.sluice.noise.netty.FrameListener;
import io.sluice.noise.netty.FrameSink;
import io.sluice.noise.netty.PipeOptions;
import io.sluice.noise.netty.Sv2Server;
import io.sluice.wire.MalformedMessage;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.common.Reconnect;
import io.sluice.wire.common.SetupConnection;
import io.sluice.wire.common.SetupConnectionSuccess;
import io.sluice.wire.mining.MiningProtocol;
import io.sluice.wire.type.Str255;

/** A miner for trying out and servers that send it about, over real sockets. */
class LabMinersTest {

    private final NettySockets sockets = new NettySockets(1);
    private final World world = RealWorld.on(sockets);
    private final AuthoritySecret authority = AuthoritySecret.create(world.crypto().curve(), world.random());
    /** At which server a miner set up a connection, in order. */
    private final List<String> visits = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        sockets.close();
    }

    @Test
    void a_miner_that_knows_the_authority_goes_where_it_is_sent_and_comes_home_from_there() throws Exception {
        InetSocketAddress there = listen("there", authority, 0);
        InetSocketAddress home = listen("home", authority, there.getPort());
        CpuMiner miner = start(home, key(authority));
        await().until(() -> visits.size() >= 4);
        assertThat(visits).startsWith("home", "there", "home", "there");
        assertThat(miner.counts().reconnects()).isGreaterThanOrEqualTo(3);
        miner.close();
    }

    @Test
    void a_miner_is_not_taken_in_by_a_server_of_another_authority() throws Exception {
        InetSocketAddress there = listen("there", AuthoritySecret.create(world.crypto().curve(), world.random()), 0);
        InetSocketAddress home = listen("home", authority, there.getPort());
        CpuMiner miner = start(home, key(authority));
        await().until(() -> visits.size() >= 2);
        assertThat(visits).containsOnly("home");
        miner.close();
    }

    @Test
    void a_miner_that_knows_no_authority_goes_nowhere_else() throws Exception {
        InetSocketAddress there = listen("there", authority, 0);
        InetSocketAddress home = listen("home", authority, there.getPort());
        CpuMiner miner = start(home, "");
        await().until(() -> visits.size() >= 2);
        assertThat(visits).containsOnly("home");
        miner.close();
    }

    private CpuMiner start(InetSocketAddress home, String key) {
        CpuMiner miner = new LabMiners(world).sv2(ChannelPlan.one("lab", ChannelPlan.Kind.EXTENDED, 10),
                new Server("127.0.0.1", home.getPort()), key);
        miner.start();
        return miner;
    }

    private String key(AuthoritySecret secret) {
        return secret.publicKey().toString();
    }

    /** @param sendTo the port to which it sends everybody; 0 to stay at its own */
    private InetSocketAddress listen(String name, AuthoritySecret secret, int sendTo) throws Exception {
        RenewingIdentity identity = new RenewingIdentity(
                world.crypto().curve(), secret, world.clock(), world.random());
        Sv2Server server = new Sv2Server(
                () -> new Responder(world.crypto().curve(), identity, world.random()),
                MiningProtocol.FROM_CLIENT::check,
                (_, _) -> new SendingAway(name, sendTo),
                Runnable::run,
                PipeOptions.DEFAULT);
        return Stages.await(sockets.listen(InetSocketAddress.createUnresolved("127.0.0.1", 0), server.initializer()))
                .address();
    }

    /** Takes a connection and sends it elsewhere, or hangs up where there is no elsewhere. */
    private final class SendingAway implements FrameListener {

        private final String name;
        private final int sendTo;
        private Optional<FrameSink> opened = Optional.empty();

        private SendingAway(String name, int sendTo) {
            this.name = name;
            this.sendTo = sendTo;
        }

        @Override
        public void opened(FrameSink sink) {
            opened = Optional.of(sink);
        }

        @Override
        public void frame(Sv2Frame frame) {
            if (read(frame) instanceof SetupConnection) {
                visits.add(name);
                FrameSink sink = opened.orElseThrow();
                sink.send(Sv2Frame.of(new SetupConnectionSuccess(2, 0)));
                if (sendTo == 0) {
                    sink.close("enough");
                } else {
                    sink.send(Sv2Frame.of(new Reconnect(Str255.of(""), sendTo)));
                    sink.flush();
                }
            }
        }

        private static Sv2Message read(Sv2Frame frame) {
            try {
                return MiningProtocol.CODEC.decode(frame).orElseThrow();
            } catch (MalformedMessage e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void closed(CloseReason reason) {}
    }
}
