package io.sluice.datum.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelProgressiveFuture;
import io.netty.channel.ChannelProgressiveFutureListener;
import io.netty.channel.ChannelProgressivePromise;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

import io.sluice.datum.link.PoolLine;

/**
 * A socket as a {@link PoolLine}.
 *
 * <p>What is written is bounded by its users, who look at {@link #isWritable}. Should that not be enough, the socket is closed:
 * to leave a frame out would put the channel out of step anyway.
 */
final class PoolLineHandler extends ChannelInboundHandlerAdapter implements PoolLine {

    /** Two of the longest frames may wait beyond what counts as writable. */
    private static final long MOST_WAITING = 1 << 23;

    private final Listener listener;
    private @Nullable ChannelHandlerContext context;
    private boolean open;
    private boolean over;
    private long handedOver;
    private long taken;
    private String why = "the pool closed it";

    PoolLineHandler(Listener listener) {
        this.listener = listener;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        if (ctx.channel().isActive()) {
            opened();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        opened();
    }

    private void opened() {
        if (!open && !over) {
            open = true;
            listener.opened(this);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            if (open && !over && message instanceof ByteBuf bytes) {
                listener.received(bytes.nioBuffer());
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (open && !over && ctx.channel().isWritable()) {
            listener.writable();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        why = SocketTrouble.words(cause);
        ctx.close();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!over) {
            over = true;
            listener.closed(why);
        }
    }

    @Override
    public void send(byte[] buffer, int length) {
        ChannelHandlerContext ctx = context;
        if (ctx == null || over) {
            return;
        }
        if (ctx.channel().bytesBeforeWritable() > MOST_WAITING) {
            why = "it does not take what we send";
            ctx.close();
            return;
        }
        Write write = new Write(handedOver, length);
        handedOver += length;
        // Heard by the time anything that the other side answers can come in, hence before it is written.
        ChannelProgressivePromise promise = ctx.newProgressivePromise().addListener(write);
        ctx.writeAndFlush(ctx.alloc().buffer(length).writeBytes(buffer, 0, length), promise);
    }

    /** Tells how far one write has come. */
    private final class Write implements ChannelProgressiveFutureListener {

        private final long begin;
        private final long end;

        Write(long begin, int length) {
            this.begin = begin;
            this.end = begin + length;
        }

        @Override
        public void operationProgressed(ChannelProgressiveFuture write, long progress, long total) {
            taken(begin + progress);
        }

        @Override
        public void operationComplete(ChannelProgressiveFuture write) {
            if (write.isSuccess()) {
                taken(end);
            } else if (!over && write.channel().isOpen()) {
                why = SocketTrouble.words(write.cause());
                write.channel().close();
            }
        }

        private void taken(long total) {
            if (!over && total > taken) {
                taken = total;
                listener.taken(total);
            }
        }
    }

    @Override
    public boolean isWritable() {
        ChannelHandlerContext ctx = context;
        return ctx != null && !over && ctx.channel().isWritable();
    }

    @Override
    public void close() {
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            why = "we closed it";
            ctx.close();
        }
    }
}
