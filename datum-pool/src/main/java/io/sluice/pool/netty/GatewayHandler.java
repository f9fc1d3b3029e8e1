package io.sluice.pool.netty;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sluice.datum.message.DatumWriter;
import io.sluice.pool.link.GatewayConnection;
import io.sluice.pool.link.GatewayStatus;

/**
 * One gateway's socket.
 *
 * <p>Threading: the channel's event loop; {@link #newBlock}, {@link #status} and {@link #close} from any thread.
 */
final class GatewayHandler extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger("sluice.gateways");
    private static final long TICK_SECONDS = 1;

    private final Channel socket;
    private final String host;
    private final GatewayConnection connection;
    private final SparingLog farewells;
    private final SparingLog mistakes;
    private final Consumer<GatewayHandler> whenClosed;

    private @Nullable Future<?> ticking;

    /**
     * @param farewells hears why newcomers are hung up on
     * @param mistakes hears what went wrong on our side: whoever found it can make it again and again
     */
    GatewayHandler(
            Channel socket, String host, GatewayConnection connection, SparingLog farewells,
            SparingLog mistakes, Consumer<GatewayHandler> whenClosed) {
        this.socket = socket;
        this.host = host;
        this.connection = connection;
        this.farewells = farewells;
        this.mistakes = mistakes;
        this.whenClosed = whenClosed;
    }

    /** Where it connects from, without the port. */
    String host() {
        return host;
    }

    /** Whether it has done no work here yet. */
    boolean isNewcomer() {
        return !connection.hasWorked();
    }

    GatewayStatus status() {
        return connection.status();
    }

    void newBlock() {
        socket.eventLoop().execute(() -> {
            connection.newBlock();
            send();
        });
    }

    void close() {
        socket.close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        ticking = ctx.executor().scheduleAtFixedRate(() -> {
            connection.tick();
            send();
        }, TICK_SECONDS, TICK_SECONDS, TimeUnit.SECONDS);
        // A socket that was closed before it got here will never say so.
        ctx.channel().closeFuture().addListener(closed -> end());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            connection.received(bytes.nioBuffer());
        } finally {
            bytes.release();
        }
        send();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof IOException) {
            LOG.debug("the network broke the connection of the gateway at {}: {}", host, cause.getMessage());
        } else {
            LOG.debug("where a mistake was made", cause);
            mistakes.say(
                    "the connection of the gateway at " + host + " is closed by a mistake of ours, please report it: "
                            + cause,
                    socket.eventLoop());
        }
        ctx.close();
    }

    private void send() {
        DatumWriter out = connection.out();
        if (out.length() > 0) {
            // One write for header and payload: see section 1.3.
            socket.writeAndFlush(Unpooled.copiedBuffer(out.array(), 0, out.length()));
            out.clear();
        }
        if (connection.farewell().isPresent()) {
            hangUp(connection.farewell().get());
        } else if (!socket.isWritable() && socket.isActive()) {
            hangUp("It does not read what we send.");
        }
    }

    private void hangUp(String why) {
        if (socket.isOpen()) {
            String line = "closing the connection of the gateway at " + host + ": " + why;
            if (isNewcomer()) {
                farewells.say(line, socket.eventLoop());
            } else {
                LOG.info(line);
            }
        }
        socket.close();
    }

    private void end() {
        Future<?> scheduled = ticking;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
        connection.closed();
        whenClosed.accept(this);
    }
}
