package io.sluice.sv1.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Hangs up on connections that were meant for another port, at their first byte: TLS and Stratum V2 would never send a line end,
 * and the operator should hear of it while he looks at the miner. Removes itself once the first byte is a good one.
 */
final class FirstByteHandler extends ChannelInboundHandlerAdapter {

    private static final int TLS_HANDSHAKE = 0x16;

    private final Life life;

    FirstByteHandler(Life life) {
        this.life = life;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf received = (ByteBuf) message;
        if (life.isEnding()) {
            received.release();
            return;
        }
        if (received.isReadable()) {
            int first = received.getUnsignedByte(received.readerIndex());
            if (first != '{' && !Character.isWhitespace(first)) {
                received.release();
                life.end(CloseReason.Kind.FOREIGN, whatItIs(first));
                return;
            }
            ctx.pipeline().remove(this);
        }
        ctx.fireChannelRead(message);
    }

    private static String whatItIs(int first) {
        if (first == TLS_HANDSHAKE) {
            return "this is TLS, which is not switched on for this port; switch it off in the miner";
        }
        if (first >= 'A' && first <= 'Z') {
            return "this is HTTP or the PROXY protocol; the page has a port of its own, and PROXY is not switched on here";
        }
        return "this is not Stratum V1; if the miner is set to Stratum V2, point it at the Stratum V2 port";
    }
}
