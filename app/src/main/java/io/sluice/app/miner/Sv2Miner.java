package io.sluice.app.miner;

import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sluice.noise.netty.CloseReason;
import io.sluice.noise.netty.FrameListener;
import io.sluice.noise.netty.FrameSink;
import io.sluice.noise.netty.Sv2Client;
import io.sluice.wire.MalformedMessage;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.mining.MiningProtocol;

/** A Stratum V2 miner for trying out, with any number of channels on one connection. Belongs to its loop. */
public final class Sv2Miner extends DialingMiner {

    private static final Logger LOG = LoggerFactory.getLogger("sluice.lab.miner");

    private final ChannelPlan plan;
    private final Sv2Client client;
    private final boolean knowsAuthority;
    private final ScheduledExecutorService loop;
    private final ChannelWatch watch;
    private @Nullable FrameSink sink;

    /**
     * @param client makes the encrypted pipe
     * @param knowsAuthority whether that pipe checks the server's certificate: without, nobody may send us elsewhere
     */
    public Sv2Miner(ChannelPlan plan, Server server, Sv2Client client, boolean knowsAuthority, MinerTools tools) {
        super(new MinerIdentity(plan.user(), "SV2", plan.summary()), plan.hashesPerSecond(), server, tools);
        this.plan = plan;
        this.client = client;
        this.knowsAuthority = knowsAuthority;
        this.loop = tools.loop();
        this.watch = new ChannelWatch(plan.count(), tools.ticker());
    }

    @Override
    public Optional<ChannelWatch> channels() {
        return Optional.of(watch);
    }

    @Override
    ChannelInitializer<Channel> talk(Server server) {
        return client.initializer(new Talk(server));
    }

    @Override
    void hangUp(String why) {
        FrameSink open = sink;
        if (open != null) {
            open.close(why);
        }
    }

    /** One connection. */
    private final class Talk implements FrameListener, Sv2Line {

        private final Server server;
        private final Sv2Session session = new Sv2Session(plan, grinder(), counts(), watch, this);
        private boolean flushing;

        private Talk(Server server) {
            this.server = server;
        }

        @Override
        public void opened(FrameSink opened) {
            sink = opened;
            session.begin(server);
        }

        @Override
        public void frame(Sv2Frame frame) {
            try {
                MiningProtocol.CODEC.decode(frame).ifPresent(session::heard);
            } catch (MalformedMessage e) {
                leave("the server sent a malformed message: " + e.getMessage());
            }
        }

        @Override
        public void closed(CloseReason reason) {
            sink = null;
            session.end();
            disconnected(reason.kind() == CloseReason.Kind.SILENT
                    ? "nobody answers at " + server + ", or hangs up at once"
                    : "the connection to " + server + " ended (" + reason.detail() + ")");
        }

        @Override
        public void send(Sv2Message message) {
            FrameSink open = sink;
            if (open != null) {
                open.send(Sv2Frame.of(message));
                flushSoon();
            }
        }

        /** Once for all that is sent in a row. */
        private void flushSoon() {
            if (!flushing) {
                flushing = true;
                loop.execute(() -> {
                    flushing = false;
                    FrameSink open = sink;
                    if (open != null) {
                        open.flush();
                    }
                });
            }
        }

        @Override
        public void established() {
            connected();
        }

        @Override
        public void leave(String why) {
            LOG.warn("{}: {}", identity().user(), why);
            hangUp(why);
        }

        @Override
        public void move(String host, int port) {
            Server there = new Server(host.isEmpty() ? server.host() : host, port == 0 ? server.port() : port);
            if (there.equals(server) || knowsAuthority) {
                LOG.info("{}: the server sends us to {}", identity().user(), there);
                callNext(there);
            } else {
                LOG.warn("{}: the server sends us to {}, but we could not tell whether that is the same pool: put the"
                        + " authority key into the URL", identity().user(), there);
            }
            hangUp("the server sends us away");
        }
    }
}
