package io.sluice.app.wiring;

import java.net.SocketAddress;
import java.util.Optional;

import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sluice.mining.port.BlockSubmitter;
import io.sluice.mining.sv2.Sv2Connection;
import io.sluice.mining.sv2.Sv2Settings;
import io.sluice.noise.netty.CloseReason;
import io.sluice.noise.netty.FrameListener;
import io.sluice.noise.netty.FrameSink;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.Sv2Message;

/** Joins one encrypted pipe to one Stratum V2 conversation. Belongs to the loop of its connection. */
final class Sv2Door implements FrameListener {

    private static final Logger LOG = LoggerFactory.getLogger("sluice.sv2");

    private final LoopTools tools;
    private final Floor floor;
    private final BlockSubmitter blocks;
    private final Roster roster;
    private final SocketAddress remote;
    private final EventExecutor loop;
    private @Nullable MinerConnection<Sv2Frame, Sv2Message> connection;

    Sv2Door(
            LoopTools tools, Floor floor, BlockSubmitter blocks, Roster roster, SocketAddress remote,
            EventExecutor loop) {
        this.tools = tools;
        this.floor = floor;
        this.blocks = blocks;
        this.roster = roster;
        this.remote = remote;
        this.loop = loop;
    }

    @Override
    public void opened(FrameSink sink) {
        Sv2Connection conversation = new Sv2Connection(Sv2Settings.DEFAULT, tools.of(loop), Optional.empty());
        connection = new MinerConnection<>(
                conversation, new FrameWire(sink), blocks, roster.enter("SV2", remote), floor, loop);
        connection.begin();
    }

    @Override
    public void frame(Sv2Frame frame) {
        if (connection != null) {
            connection.received(frame);
        }
    }

    @Override
    public void readComplete() {
        if (connection != null) {
            connection.flush();
        }
    }

    @Override
    public void closed(CloseReason reason) {
        switch (reason.kind()) {
            case LEFT, SILENT, OURS -> LOG.debug("SV2 connection from {} ended: {}", remote, reason.detail());
            case FAULT -> LOG.error("SV2 connection from {} ended by a mistake of ours: {}", remote, reason.detail());
            default -> LOG.info("SV2 connection from {} ended: {}", remote, reason.detail());
        }
        if (connection != null) {
            connection.closed();
        }
    }

    private record FrameWire(FrameSink sink) implements Wire<Sv2Message> {

        @Override
        public void send(Sv2Message message) {
            sink.send(Sv2Frame.of(message));
        }

        @Override
        public void flush() {
            sink.flush();
        }

        @Override
        public void close(String why) {
            sink.close(why);
        }
    }
}
