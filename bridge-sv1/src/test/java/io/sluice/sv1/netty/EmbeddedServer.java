package io.sluice.sv1.netty;

import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

import io.sluice.sv1.jsonrpc.Line;
import io.sluice.sv1.jsonrpc.MalformedLine;

/** A server without a socket, with time that moves by hand, whose listener remembers everything and does as the test says. */
final class EmbeddedServer {

    final List<Recorded> connections = new ArrayList<>();
    final Sv1Server server;

    /** One connection as its listener saw it. */
    static final class Recorded implements LineListener {

        final List<Line> received = new ArrayList<>();
        final List<MalformedLine.Fault> odd = new ArrayList<>();
        final List<CloseReason> closed = new ArrayList<>();
        @Nullable
        LineSink sink;
        private final BiConsumer<Recorded, Line> onLine;

        private Recorded(BiConsumer<Recorded, Line> onLine) {
            this.onLine = onLine;
        }

        LineSink sink() {
            if (sink == null) {
                throw new AssertionError("the connection was not opened");
            }
            return sink;
        }

        CloseReason.Kind ended() {
            if (closed.size() != 1) {
                throw new AssertionError("closed " + closed.size() + " times: " + closed);
            }
            return closed.getFirst().kind();
        }

        @Override
        public void opened(LineSink opened) {
            sink = opened;
        }

        @Override
        public void received(Line line) {
            received.add(line);
            onLine.accept(this, line);
        }

        @Override
        public void odd(MalformedLine line) {
            odd.add(line.fault());
        }

        @Override
        public void closed(CloseReason reason) {
            closed.add(reason);
        }
    }

    EmbeddedServer(Sv1Options options, BiConsumer<Recorded, Line> onLine) {
        server = new Sv1Server((SocketAddress remote, EventExecutor loop) -> {
            Recorded connection = new Recorded(onLine);
            connections.add(connection);
            return connection;
        }, options);
    }

    EmbeddedServer() {
        this(Sv1Options.DEFAULT, (connection, line) -> {});
    }

    /** A new connection; its time stands still until it is advanced. */
    EmbeddedChannel accept() {
        EmbeddedChannel socket = new EmbeddedChannel();
        socket.freezeTime();
        socket.pipeline().addLast(server.initializer());
        return socket;
    }

    Recorded connection() {
        return connections.getLast();
    }

    static void feed(EmbeddedChannel socket, String text) {
        feed(socket, text.getBytes(StandardCharsets.UTF_8));
    }

    static void feed(EmbeddedChannel socket, byte[] bytes) {
        if (socket.isOpen()) {
            socket.writeInbound(Unpooled.wrappedBuffer(bytes));
        }
    }

    static void advance(EmbeddedChannel socket, Duration step) {
        socket.advanceTimeBy(step.toNanos(), TimeUnit.NANOSECONDS);
        socket.runScheduledPendingTasks();
        socket.runPendingTasks();
    }

    /** The writes that reached the socket since the last look, each as text. */
    static List<String> writes(EmbeddedChannel socket) {
        List<String> writes = new ArrayList<>();
        for (ByteBuf write = socket.readOutbound(); write != null; write = socket.readOutbound()) {
            writes.add(write.toString(StandardCharsets.UTF_8));
            write.release();
        }
        return writes;
    }
}
