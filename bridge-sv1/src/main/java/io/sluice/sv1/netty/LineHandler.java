package io.sluice.sv1.netty;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sluice.sv1.jsonrpc.Line;
import io.sluice.sv1.jsonrpc.LineCodec;
import io.sluice.sv1.jsonrpc.MalformedLine;
import io.sluice.sv1.jsonrpc.Request;

/**
 * Hands lines to the listener and decides when there were enough bad ones. Its {@link Outbox} is the way back. Owned by the
 * connection's event loop.
 */
final class LineHandler extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(LineHandler.class);

    private static final String SUBSCRIBE = "mining.subscribe";
    /** A miner may stumble twice; who has not even subscribed is no miner. */
    private static final int BAD_LINES = 3;

    private final LineCodec codec;
    private final LineListener listener;
    private final Sv1Options options;
    private final Life life;
    private final SocketAddress remote;

    private @Nullable Outbox outbox;
    private @Nullable ScheduledFuture<?> patience;
    private int badLines;

    LineHandler(LineCodec codec, LineListener listener, Sv1Options options, Life life, SocketAddress remote) {
        this.codec = codec;
        this.listener = listener;
        this.options = options;
        this.life = life;
        this.remote = remote;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        Outbox made = new Outbox(ctx, codec, options, life, remote);
        outbox = made;
        patience = ctx.executor().schedule(() -> life.end(CloseReason.Kind.NOT_SUBSCRIBED,
                "nothing was subscribed to within " + options.subscribeTimeout().toSeconds() + " s"),
                options.subscribeTimeout().toMillis(), TimeUnit.MILLISECONDS);
        try {
            listener.opened(made);
        } catch (RuntimeException mistake) {
            // Netty would take this handler out and leave the connection to nobody.
            exceptionCaught(ctx, mistake);
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        stopPatience();
        if (outbox != null) {
            outbox.release();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (outbox == null || life.isEnding()) {
            return;
        }
        outbox.readingBegins();
        switch (message) {
            case Line line -> hear(line);
            case MalformedLine malformed -> stumble(malformed, outbox);
            default -> throw new IllegalStateException("a decoder gave " + message.getClass());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (outbox != null) {
            outbox.readingEnds();
        }
    }

    private void hear(Line line) {
        if (line instanceof Request request && request.method().equals(SUBSCRIBE)) {
            life.markSubscribed();
            stopPatience();
        }
        listener.received(line);
    }

    private void stumble(MalformedLine malformed, Outbox out) {
        listener.odd(malformed);
        badLines++;
        if (malformed.fault() == MalformedLine.Fault.OVERLONG) {
            out.closeAfterwards(CloseReason.Kind.OVERLONG, String.valueOf(malformed.getMessage()));
        } else if (!life.hasSubscribed()) {
            out.closeAfterwards(CloseReason.Kind.MALFORMED, "a line before mining.subscribe meant nothing: "
                    + malformed.getMessage());
        } else if (badLines >= BAD_LINES) {
            out.closeAfterwards(CloseReason.Kind.MALFORMED, BAD_LINES + " lines meant nothing, the last one: "
                    + malformed.getMessage());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException network) {
            life.end(CloseReason.Kind.BROKEN, broken(network));
        } else {
            LOG.debug("a connection is closed because of a mistake in this program", cause);
            life.end(CloseReason.Kind.FAULT, "a mistake in this program: " + cause);
        }
    }

    /** Without the call that failed, which Netty's native sockets put before the system's own words. */
    private static String broken(IOException cause) {
        String words = cause.getMessage();
        return "the network broke the connection"
                + (words == null ? "" : ": " + words.replaceFirst("^.* failed with error\\(-?[0-9]+\\): ", ""));
    }

    private void stopPatience() {
        if (patience != null) {
            patience.cancel(false);
            patience = null;
        }
    }
}
