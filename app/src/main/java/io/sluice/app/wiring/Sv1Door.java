package io.sluice.app.wiring;

import java.net.SocketAddress;

import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sluice.mining.port.BlockSubmitter;
import io.sluice.sv1.bridge.Sv1Connection;
import io.sluice.sv1.jsonrpc.Line;
import io.sluice.sv1.netty.CloseReason;
import io.sluice.sv1.netty.LineListener;
import io.sluice.sv1.netty.LineSink;

/** Joins one line of text to one Stratum V1 conversation. Belongs to the loop of its connection. */
final class Sv1Door implements LineListener {

    private static final Logger LOG = LoggerFactory.getLogger("sluice.sv1");

    private final LoopTools tools;
    private final Floor floor;
    private final BlockSubmitter blocks;
    private final Roster roster;
    private final SocketAddress remote;
    private final EventExecutor loop;
    private @Nullable MinerConnection<Line, Line> connection;

    Sv1Door(LoopTools tools, Floor floor, BlockSubmitter blocks, Roster roster, SocketAddress remote,
            EventExecutor loop) {
        this.tools = tools;
        this.floor = floor;
        this.blocks = blocks;
        this.roster = roster;
        this.remote = remote;
        this.loop = loop;
    }

    @Override
    public void opened(LineSink sink) {
        // Anybody may mine here: the operator is paid for it.
        Sv1Connection conversation = new Sv1Connection(tools.of(loop), _ -> true);
        connection = new MinerConnection<>(
                conversation, new LineWire(sink), blocks, roster.enter("SV1", remote), floor, loop);
        connection.begin();
    }

    @Override
    public void received(Line line) {
        if (connection != null) {
            connection.received(line);
            connection.flush();
        }
    }

    @Override
    public void closed(CloseReason reason) {
        switch (reason.kind()) {
            case LEFT, LEFT_EARLY, OURS -> LOG.debug("SV1 connection from {} ended: {}", remote, reason.detail());
            case FAULT -> LOG.error("SV1 connection from {} ended by a mistake of ours: {}", remote, reason.detail());
            default -> LOG.info("SV1 connection from {} ended: {}", remote, reason.detail());
        }
        if (connection != null) {
            connection.closed();
        }
    }

    private record LineWire(LineSink sink) implements Wire<Line> {

        @Override
        public void send(Line message) {
            sink.send(message);
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
