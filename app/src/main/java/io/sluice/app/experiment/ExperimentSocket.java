package io.sluice.app.experiment;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

import io.sluice.noise.handshake.Handshake;
import io.sluice.noise.handshake.Handshake.Conclusion;
import io.sluice.noise.handshake.HandshakeFailure;
import io.sluice.wire.MalformedMessage;
import io.sluice.wire.type.Bytes;

/**
 * Shakes hands on one socket, then hands messages over. The handshake is computed on the event loop: in the lab nobody else waits for it.
 */
final class ExperimentSocket extends ByteToMessageDecoder {

    /** How long the other end may take for the handshake and its first message together. */
    static final long PATIENCE_SECONDS = 10;

    private final ExperimentTalk talk;
    private final Handshake handshake;
    private @Nullable ChannelHandlerContext ctx;
    private @Nullable ScheduledFuture<?> deadline;
    private boolean begun;
    private boolean shaken;
    private boolean ending;
    private Optional<String> trouble = Optional.empty();

    ExperimentSocket(ExperimentTalk talk) {
        this.talk = talk;
        this.handshake = talk.handshake();
    }

    /** Sends bytes that are a whole message. */
    void send(Bytes message) {
        if (!ending && ctx != null) {
            ctx.writeAndFlush(Unpooled.wrappedBuffer(message.toArray()), ctx.voidPromise());
        }
    }

    /** The other end has kept its deadline. */
    void isSettled() {
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    /** Closes because all is said. */
    void close() {
        end(Optional.empty());
    }

    /** Closes because something is wrong. */
    void fail(String sentence) {
        end(Optional.of(sentence));
    }

    private void end(Optional<String> why) {
        if (!ending) {
            ending = true;
            trouble = why;
            if (ctx != null) {
                ctx.close();
            }
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        ctx = added;
        if (added.channel().isActive()) {
            begin(added);
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        begin(active);
        active.fireChannelActive();
    }

    private void begin(ChannelHandlerContext active) {
        if (!begun) {
            begun = true;
            deadline = active.executor().schedule(
                    () -> fail("the other end has said too little for " + PATIENCE_SECONDS + " s"),
                    PATIENCE_SECONDS, TimeUnit.SECONDS);
            send(handshake.opening());
        }
    }

    @Override
    protected void decode(ChannelHandlerContext here, ByteBuf in, List<Object> out) {
        try {
            if (ending) {
                in.skipBytes(in.readableBytes());
            } else if (shaken) {
                hear(in);
            } else if (in.readableBytes() >= handshake.incomingLength()) {
                shake(Bytes.adopt(take(in, handshake.incomingLength())));
            }
        } catch (HandshakeFailure | MalformedMessage e) {
            fail(String.valueOf(e.getMessage()));
        }
    }

    private void shake(Bytes message) throws HandshakeFailure {
        if (!handshake.isLast()) {
            send(handshake.answer(message));
            return;
        }
        Conclusion conclusion = handshake.conclude(message);
        if (!conclusion.reply().isEmpty()) {
            send(conclusion.reply());
        }
        shaken = true;
        talk.shaken(this);
    }

    private void hear(ByteBuf in) throws MalformedMessage {
        if (in.readableBytes() < ExperimentCodec.LENGTH_SIZE) {
            return;
        }
        int length = in.getUnsignedShort(in.readerIndex());
        ExperimentCodec.checkLength(length);
        if (in.readableBytes() >= ExperimentCodec.LENGTH_SIZE + length) {
            in.skipBytes(ExperimentCodec.LENGTH_SIZE);
            talk.heard(ExperimentCodec.read(take(in, length)), this);
        }
    }

    private static byte[] take(ByteBuf in, int length) {
        byte[] taken = new byte[length];
        in.readBytes(taken);
        return taken;
    }

    @Override
    public void channelInactive(ChannelHandlerContext gone) throws Exception {
        super.channelInactive(gone);
        isSettled();
        if (!ending) {
            ending = true;
            trouble = shaken
                    ? Optional.empty()
                    : Optional.of(
                            "the other end closed during the handshake; do both have the same pattern, hash and prologue?");
        }
        talk.ended(trouble);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext broken, Throwable cause) {
        fail(cause instanceof IOException
                ? "the connection broke: " + cause.getMessage()
                : "a mistake in this program: " + cause);
    }
}
