package io.sluice.noise.netty;

import java.io.IOException;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of the pipeline: turns whatever went wrong before it into a reason to close. */
final class LastHandler extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(LastHandler.class);

    private final Life life;

    LastHandler(Life life) {
        this.life = life;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException network)) {
            LOG.debug("a connection is closed because of a mistake in this program", cause);
            life.end(CloseReason.Kind.FAULT, "a mistake in this program: " + cause);
        } else if (life.wasHeard()) {
            life.end(CloseReason.Kind.BROKEN, broken(network));
        } else {
            life.end(CloseReason.Kind.SILENT, "the connection broke before a byte was sent");
        }
    }

    /** Without the call that failed, which Netty's native sockets put before the system's own words. */
    private static String broken(IOException cause) {
        String words = cause.getMessage();
        return "the network broke the connection"
                + (words == null ? "" : ": " + words.replaceFirst("^.* failed with error\\(-?[0-9]+\\): ", ""));
    }
}
