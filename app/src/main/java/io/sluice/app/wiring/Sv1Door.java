package io.sluice.app.wiring;

import java.net.SocketAddress;

import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

import io.sluice.sv1.bridge.Sv1Connection;
import io.sluice.sv1.jsonrpc.Line;
import io.sluice.sv1.netty.CloseReason;
import io.sluice.sv1.netty.LineListener;
import io.sluice.sv1.netty.LineSink;

/** Joins one line of text to one Stratum V1 conversation. Belongs to the loop of its connection. */
final class Sv1Door implements LineListener {

    private final Reception reception;
    private final SocketAddress remote;
    private final EventExecutor loop;
    private @Nullable MinerConnection<Line, Line> connection;

    Sv1Door(Reception reception, SocketAddress remote, EventExecutor loop) {
        this.reception = reception;
        this.remote = remote;
        this.loop = loop;
    }

    @Override
    public void opened(LineSink sink) {
        // Anybody may mine here: the operator is paid for it.
        connection = reception.admit(remote, loop, tools -> new Sv1Connection(tools, _ -> true), new LineWire(sink));
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
        Level level = switch (reason.kind()) {
            case LEFT, LEFT_EARLY, OURS -> Level.DEBUG;
            case FAULT -> Level.ERROR;
            default -> Level.INFO;
        };
        reception.ended(remote, level, reason.kind(), reason.detail());
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
