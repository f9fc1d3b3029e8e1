package io.sluice.noise.netty;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

import io.sluice.noise.frame.FrameLimit;
import io.sluice.noise.handshake.Handshake;
import io.sluice.noise.handshake.Handshake.Conclusion;
import io.sluice.noise.handshake.HandshakeFailure;
import io.sluice.wire.type.Bytes;

/**
 * Gathers the other end's handshake messages, has them digested, then gives its place to an
 * {@link EncryptedFrameHandler}.
 *
 * <pre>
 *       +<---------answered-----------+
 *       v                             |
 *   GATHERING --all bytes here--> COMPUTING --concluded--> replaced
 *       |                             |
 *       +--deadline, foreign, gone----+--failed, busy, gone--> closed
 * </pre>
 *
 * One deadline holds for all that the other end has to send. While the handshake is computed nothing more is read; what
 * came along already goes to the successor.
 */
final class HandshakeHandler extends ByteToMessageDecoder {

    private final Handshake handshake;
    private final HandshakeDesk desk;
    private final FrameLimit limit;
    private final PipeOptions options;
    private final Life life;

    private boolean begun;
    private boolean answered;
    private boolean computing;
    private @Nullable ScheduledFuture<?> deadline;

    HandshakeHandler(Handshake handshake, HandshakeDesk desk, FrameLimit limit, PipeOptions options, Life life) {
        this.handshake = handshake;
        this.desk = desk;
        this.limit = limit;
        this.options = options;
        this.life = life;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        if (ctx.channel().isActive()) {
            begin(ctx);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        begin(ctx);
        ctx.fireChannelActive();
    }

    private void begin(ChannelHandlerContext ctx) {
        if (begun) {
            return;
        }
        begun = true;
        deadline = ctx.executor().schedule(this::onDeadline, options.handshakeTimeout().toMillis(),
                TimeUnit.MILLISECONDS);
        write(ctx, handshake.opening());
    }

    private void onDeadline() {
        life.end(CloseReason.Kind.HANDSHAKE_TIMEOUT, "the handshake was not complete after "
                + options.handshakeTimeout().toSeconds() + " s");
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext ctx) {
        cancelDeadline();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) throws Exception {
        cancelDeadline();
        super.channelInactive(ctx);
    }

    /** The decoder's own version would ask for more bytes while reading is switched off. */
    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        discardSomeReadBytes();
        ctx.fireChannelReadComplete();
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (computing || life.isEnding()) {
            return;
        }
        if (in.isReadable()) {
            life.markHeard();
        }
        if (!answered && handshake.opening().isEmpty()) {
            Optional<String> foreign = ForeignProtocol.recognise(in);
            if (foreign.isPresent()) {
                life.end(CloseReason.Kind.FOREIGN, foreign.get());
                return;
            }
        }
        if (in.readableBytes() >= handshake.incomingLength()) {
            byte[] message = new byte[handshake.incomingLength()];
            in.readBytes(message);
            compute(ctx, Bytes.adopt(message));
        }
    }

    private void compute(ChannelHandlerContext ctx, Bytes message) {
        computing = true;
        if (handshake.isLast()) {
            cancelDeadline();
        }
        ctx.channel().config().setAutoRead(false);
        if (!desk.accept(() -> digest(ctx, message))) {
            life.end(CloseReason.Kind.BUSY, "too many handshakes at once");
        }
    }

    /** On a thread of the desk. */
    private void digest(ChannelHandlerContext ctx, Bytes message) {
        if (!ctx.channel().isActive()) {
            return; // it left while it waited: nobody needs the answer
        }
        try {
            if (handshake.isLast()) {
                Conclusion conclusion = handshake.conclude(message);
                onLoop(ctx, () -> succeed(ctx, conclusion));
            } else {
                Bytes answer = handshake.answer(message);
                onLoop(ctx, () -> goOn(ctx, answer));
            }
        } catch (HandshakeFailure e) {
            onLoop(ctx, () -> life.end(CloseReason.Kind.HANDSHAKE_FAILED, String.valueOf(e.getMessage())));
        } catch (RuntimeException | Error e) {
            onLoop(ctx, () -> ctx.fireExceptionCaught(e));
        }
    }

    private void goOn(ChannelHandlerContext ctx, Bytes answer) {
        if (life.isEnding() || ctx.isRemoved()) {
            return;
        }
        write(ctx, answer);
        answered = true;
        computing = false;
        // What is due depends on the answer, so no honest client has sent any of it yet.
        ctx.channel().config().setAutoRead(true);
    }

    private void succeed(ChannelHandlerContext ctx, Conclusion conclusion) {
        if (life.isEnding() || ctx.isRemoved()) {
            return;
        }
        write(ctx, conclusion.reply());
        life.markOpened();
        ctx.pipeline().replace(this, null, new EncryptedFrameHandler(conclusion.ciphers(), limit, options, life));
        ctx.channel().config().setAutoRead(true);
    }

    private static void onLoop(ChannelHandlerContext ctx, Runnable step) {
        if (ctx.executor().inEventLoop()) {
            step.run();
        } else {
            ctx.executor().execute(step);
        }
    }

    private static void write(ChannelHandlerContext ctx, Bytes message) {
        if (!message.isEmpty()) {
            ctx.writeAndFlush(Unpooled.wrappedBuffer(message.toArray()), ctx.voidPromise());
        }
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
