package io.sluice.sv1.netty;

import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import org.jspecify.annotations.Nullable;

import io.sluice.sv1.jsonrpc.Line;
import io.sluice.sv1.jsonrpc.LineCodec;
import io.sluice.sv1.jsonrpc.Response;

/**
 * Gathers lines into groups and writes each group whole, in order, some after a pause; hangs up on who does not read. Owned by the
 * connection's event loop.
 */
final class Outbox implements LineSink {

    private final ChannelHandlerContext ctx;
    private final LineCodec codec;
    private final Sv1Options options;
    private final Life life;
    private final SocketAddress remote;

    private boolean reading;
    private @Nullable ByteBuf group;
    private boolean groupWaits;
    private final Deque<Held> held = new ArrayDeque<>();
    private int heldBytes;
    private @Nullable ChannelFuture watched;
    private @Nullable ChannelFuture newest;

    /** A group that waits, or that stands behind one that does. */
    private static final class Held {

        private final ByteBuf lines;
        private boolean waits;

        private Held(ByteBuf lines, boolean waits) {
            this.lines = lines;
            this.waits = waits;
        }
    }

    Outbox(ChannelHandlerContext ctx, LineCodec codec, Sv1Options options, Life life, SocketAddress remote) {
        this.ctx = ctx;
        this.codec = codec;
        this.options = options;
        this.life = life;
        this.remote = remote;
    }

    @Override
    public void send(Line line) {
        requireLoop();
        if (life.isEnding()) {
            return;
        }
        byte[] bytes = codec.encode(line);
        if (waiting() + bytes.length > options.maxPendingBytes()) {
            life.end(CloseReason.Kind.SLOW_READER, "more than " + options.maxPendingBytes()
                    + " bytes wait for the other end, which does not read");
            return;
        }
        ByteBuf target = group;
        if (target == null) {
            target = ctx.alloc().buffer(bytes.length);
            group = target;
        }
        target.writeBytes(bytes);
        groupWaits |= line instanceof Response response && response.pace() == Response.Pace.AFTER_A_PAUSE
                && options.pause().isPositive();
    }

    @Override
    public void flush() {
        requireLoop();
        if (!reading) {
            letGoGroup();
        }
    }

    @Override
    public void close(String why) {
        requireLoop();
        if (!life.isEnding()) {
            closeAfterwards(CloseReason.Kind.OURS, why);
        }
    }

    @Override
    public SocketAddress remoteAddress() {
        return remote;
    }

    /** Lines are about to be read: what is sent now is one group. */
    void readingBegins() {
        reading = true;
    }

    /** All that had arrived was read. */
    void readingEnds() {
        reading = false;
        letGoGroup();
    }

    /** Writes everything, then closes. */
    void closeAfterwards(CloseReason.Kind kind, String detail) {
        life.decide(kind, detail);
        held.forEach(one -> one.waits = false);
        groupWaits = false;
        letGoGroup();
        writeReady();
        ChannelFuture last = newest;
        if (last == null) {
            ctx.close();
        } else {
            last.addListener(ChannelFutureListener.CLOSE);
        }
    }

    /** The connection is gone: frees what was never written. */
    void release() {
        held.forEach(one -> one.lines.release());
        held.clear();
        heldBytes = 0;
        if (group != null) {
            group.release();
            group = null;
        }
    }

    private void letGoGroup() {
        ByteBuf lines = group;
        if (lines == null) {
            return;
        }
        group = null;
        Held next = new Held(lines, groupWaits);
        held.addLast(next);
        heldBytes += lines.readableBytes();
        if (groupWaits) {
            groupWaits = false;
            ctx.executor().schedule(() -> {
                next.waits = false;
                writeReady();
            }, options.pause().toNanos(), TimeUnit.NANOSECONDS);
        }
        writeReady();
    }

    /** Writes the groups before the first that still waits. */
    private void writeReady() {
        ChannelFuture last = null;
        for (Held first = held.peekFirst(); first != null && !first.waits; first = held.peekFirst()) {
            held.removeFirst();
            heldBytes -= first.lines.readableBytes();
            last = ctx.write(first.lines);
        }
        if (last != null) {
            ctx.flush();
            newest = last;
            watch(last);
        }
    }

    /** A write that the socket does not take in time means that nobody reads. */
    private void watch(ChannelFuture write) {
        if (watched != null || write.isDone()) {
            return;
        }
        watched = write;
        var patience = ctx.executor().schedule(() -> life.end(CloseReason.Kind.SLOW_READER,
                "the other end has read too little for " + options.unwritableTimeout().toSeconds() + " s"),
                options.unwritableTimeout().toMillis(), TimeUnit.MILLISECONDS);
        write.addListener(done -> {
            patience.cancel(false);
            watched = null;
            if (newest != null) {
                watch(newest);
            }
        });
    }

    /** Bytes that have not left for the network yet. */
    private long waiting() {
        @Nullable
        ChannelOutboundBuffer outbound = ctx.channel().unsafe().outboundBuffer();
        return heldBytes + (group == null ? 0 : group.readableBytes())
                + (outbound == null ? 0 : outbound.totalPendingWriteBytes());
    }

    private void requireLoop() {
        if (!ctx.executor().inEventLoop()) {
            throw new IllegalStateException("a connection is used on " + Thread.currentThread().getName()
                    + ", but only its own event loop may");
        }
    }
}
