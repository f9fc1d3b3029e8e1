package io.sluice.noise.netty;

import java.nio.ByteBuffer;
import java.util.Optional;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

import io.sluice.noise.cipher.TransportCiphers;
import io.sluice.noise.frame.FrameFailure;
import io.sluice.noise.frame.FrameLimit;
import io.sluice.noise.frame.FrameOpener;
import io.sluice.noise.frame.FrameSealer;
import io.sluice.wire.Sv2Frame;

/** Opens what arrives and hands it to the listener; its {@link ChannelSink} is the way back. */
final class EncryptedFrameHandler extends ChannelInboundHandlerAdapter {

    private final FrameOpener opener;
    private final FrameSealer sealer;
    private final PipeOptions options;
    private final Life life;
    private @Nullable ChannelSink sink;

    EncryptedFrameHandler(TransportCiphers ciphers, FrameLimit limit, PipeOptions options, Life life) {
        this.opener = new FrameOpener(ciphers.receiving(), header -> {
            limit.check(header);
            life.listener().announced(header);
        });
        this.sealer = new FrameSealer(ciphers.sending());
        this.options = options;
        this.life = life;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ChannelSink made = new ChannelSink(ctx, sealer, options, life);
        sink = made;
        life.listener().opened(made);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (sink != null) {
            sink.release();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf received = (ByteBuf) message;
        try {
            deliver(received.nioBuffer());
        } catch (FrameFailure e) {
            life.end(switch (e.kind()) {
                case NOT_AUTHENTIC -> CloseReason.Kind.NOT_AUTHENTIC;
                case REFUSED -> CloseReason.Kind.REFUSED;
            }, String.valueOf(e.getMessage()));
        } finally {
            received.release();
        }
    }

    private void deliver(ByteBuffer received) throws FrameFailure {
        while (!life.isEnding()) {
            Optional<Sv2Frame> next = opener.next(received);
            if (next.isEmpty()) {
                return;
            }
            life.listener().frame(next.get());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (!life.isEnding()) {
            life.listener().readComplete();
        }
        ctx.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        boolean writable = ctx.channel().isWritable();
        if (sink != null) {
            sink.watch(writable);
        }
        if (!life.isEnding()) {
            life.listener().writabilityChanged(writable);
        }
        ctx.fireChannelWritabilityChanged();
    }
}
