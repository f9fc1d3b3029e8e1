package io.sluice.noise.netty;

import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

import io.sluice.noise.frame.FrameSealer;
import io.sluice.wire.Sv2Frame;

/**
 * Seals frames into one buffer and writes it whole, so that header and blocks leave together; stops listening to who does not
 * read, and hangs up in the end. Owned by the connection's event loop.
 */
final class ChannelSink implements FrameSink {

    /** Above this a burst of frames is written before its end, so that what still waits is the reader's doing. */
    private static final int WRITE_AT = 64 * 1024;

    private final ChannelHandlerContext ctx;
    private final FrameSealer sealer;
    private final PipeOptions options;
    private final Life life;
    private final SocketAddress remote;

    private @Nullable ByteBuf batch;
    private @Nullable ScheduledFuture<?> patience;

    ChannelSink(ChannelHandlerContext ctx, FrameSealer sealer, PipeOptions options, Life life) {
        this.ctx = ctx;
        this.sealer = sealer;
        this.options = options;
        this.life = life;
        this.remote = life.remoteAddress();
    }

    @Override
    public void send(Sv2Frame frame) {
        requireLoop();
        if (life.isEnding()) {
            return;
        }
        long waiting = waiting();
        if (waiting > options.maxPendingBytes()) {
            life.end(CloseReason.Kind.SLOW_READER, "more than " + options.maxPendingBytes()
                    + " bytes wait for the other end, which does not read");
            return;
        }
        if (waiting > options.pauseAbove()) {
            // Until it is writable again, or has been full for too long.
            ctx.channel().config().setAutoRead(false);
        }
        int length = FrameSealer.sealedLength(frame);
        ByteBuf target = batch;
        if (target == null) {
            target = ctx.alloc().heapBuffer(length);
            batch = target;
        }
        target.ensureWritable(length);
        sealer.seal(frame, target.array(), target.arrayOffset() + target.writerIndex());
        target.writerIndex(target.writerIndex() + length);
        if (target.readableBytes() >= WRITE_AT) {
            flush();
        }
    }

    @Override
    public void flush() {
        requireLoop();
        ByteBuf whole = batch;
        if (whole != null) {
            batch = null;
            ctx.writeAndFlush(whole, ctx.voidPromise());
        }
    }

    @Override
    public void close(String why) {
        requireLoop();
        if (!life.isEnding()) {
            flush();
            life.end(CloseReason.Kind.OURS, why);
        }
    }

    @Override
    public boolean isWritable() {
        return ctx.channel().isWritable();
    }

    @Override
    public SocketAddress remoteAddress() {
        return remote;
    }

    /** Starts or stops the clock on a reader that leaves the socket full; one that has caught up is listened to again. */
    void watch(boolean writable) {
        if (writable) {
            stopClock();
            ctx.channel().config().setAutoRead(true);
        } else if (patience == null) {
            patience = ctx.executor().schedule(() -> life.end(CloseReason.Kind.SLOW_READER,
                    "the other end has read too little for " + options.unwritableTimeout().toSeconds() + " s"),
                    options.unwritableTimeout().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** The connection is gone: frees what was never written. */
    void release() {
        stopClock();
        if (batch != null) {
            batch.release();
            batch = null;
        }
    }

    private void stopClock() {
        if (patience != null) {
            patience.cancel(false);
            patience = null;
        }
    }

    /** Bytes that the socket has not taken yet. */
    private long waiting() {
        Channel socket = ctx.channel();
        @Nullable
        ChannelOutboundBuffer outbound = socket.unsafe().outboundBuffer();
        return outbound == null ? 0 : outbound.totalPendingWriteBytes();
    }

    private void requireLoop() {
        if (!ctx.executor().inEventLoop()) {
            throw new IllegalStateException("a connection is used on " + Thread.currentThread().getName()
                    + ", but only its own event loop may");
        }
    }
}
