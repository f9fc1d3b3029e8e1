package io.sluice.app.wiring;

import java.net.SocketAddress;
import java.util.Optional;

import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

import io.sluice.mining.channel.ChannelTools;
import io.sluice.mining.sv2.Sv2Connection;
import io.sluice.mining.sv2.Sv2Settings;
import io.sluice.noise.netty.CloseReason;
import io.sluice.noise.netty.FrameListener;
import io.sluice.noise.netty.FrameSink;
import io.sluice.wire.FrameHeader;
import io.sluice.wire.MalformedMessage;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.Sv2Message;

/** Joins one encrypted pipe to one Stratum V2 conversation. Belongs to the loop of its connection. */
final class Sv2Door implements FrameListener {

    private final Reception reception;
    private final SocketAddress remote;
    private final EventExecutor loop;
    private @Nullable Sv2Connection conversation;
    private @Nullable MinerConnection<Sv2Frame, Sv2Message> connection;

    Sv2Door(Reception reception, SocketAddress remote, EventExecutor loop) {
        this.reception = reception;
        this.remote = remote;
        this.loop = loop;
    }

    @Override
    public void opened(FrameSink sink) {
        connection = reception.admit(remote, loop, this::converse, new FrameWire(sink));
        connection.begin();
    }

    private Sv2Connection converse(ChannelTools tools) {
        Sv2Connection made = new Sv2Connection(Sv2Settings.DEFAULT, tools, Optional.empty());
        conversation = made;
        return made;
    }

    @Override
    public void announced(FrameHeader header) throws MalformedMessage {
        if (conversation != null) {
            conversation.announced(header);
        }
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
        Level level = switch (reason.kind()) {
            case LEFT, SILENT, OURS -> Level.DEBUG;
            case FAULT -> Level.ERROR;
            default -> Level.INFO;
        };
        reception.ended(remote, level, reason.kind(), reason.detail());
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
