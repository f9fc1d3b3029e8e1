package io.sluice.pool.netty;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sluice.pool.link.GatewayConnection;
import io.sluice.pool.link.GatewayStatus;
import io.sluice.pool.link.PoolParts;

/**
 * Turns accepted sockets into conversations. It does not listen itself: whoever does gives {@link #initializer} to Netty.
 *
 * <p>Safe on any thread.
 */
public final class DatumPoolServer {

    private static final Logger LOG = LoggerFactory.getLogger("sluice.gateways");

    private final PoolParts pool;
    private final SocketLimits limits;
    private final SparingLog refusals = new SparingLog(LOG::warn);
    private final SparingLog farewells = new SparingLog(LOG::info);
    private final SparingLog mistakes = new SparingLog(LOG::error);
    private final Set<GatewayHandler> handlers = ConcurrentHashMap.newKeySet();

    public DatumPoolServer(PoolParts pool, SocketLimits limits) {
        this.pool = pool;
        this.limits = limits;
    }

    /** To be given to a server bootstrap as child handler. */
    public ChannelInitializer<Channel> initializer() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel socket) {
                accept(socket);
            }
        };
    }

    /** Tells all gateways that there is a new block. */
    public void newBlock() {
        handlers.forEach(GatewayHandler::newBlock);
    }

    /** Who is connected. */
    public List<GatewayStatus> gateways() {
        return handlers.stream().map(GatewayHandler::status).toList();
    }

    /** Closes all connections. */
    public void close() {
        handlers.forEach(GatewayHandler::close);
    }

    private void accept(Channel socket) {
        String host = host(socket.remoteAddress());
        if (handlers.size() >= limits.connections()) {
            refuse(socket, host, "all " + limits.connections() + " places are taken");
            return;
        }
        if (newcomersAt(host) >= limits.newcomersPerAddress()) {
            refuse(socket, host, "there are " + limits.newcomersPerAddress()
                    + " connections from that address already that have not had a share accepted");
            return;
        }
        socket.config().setOption(ChannelOption.TCP_NODELAY, true);
        socket.config().setOption(ChannelOption.SO_KEEPALIVE, true);
        socket.config().setWriteBufferWaterMark(
                new WriteBufferWaterMark(limits.outboundBytes() / 2, limits.outboundBytes()));
        var connection = new GatewayConnection(pool, peer(socket.remoteAddress()));
        var handler = new GatewayHandler(socket, host, connection, farewells, mistakes, handlers::remove);
        handlers.add(handler);
        socket.pipeline().addLast(handler);
    }

    private long newcomersAt(String host) {
        return handlers.stream().filter(handler -> handler.isNewcomer() && handler.host().equals(host)).count();
    }

    private void refuse(Channel socket, String host, String why) {
        refusals.say("refused a connection from " + host + ": " + why, socket.eventLoop());
        socket.close();
    }

    private static String peer(SocketAddress address) {
        return address.toString().replaceFirst("^/", "");
    }

    private static String host(SocketAddress address) {
        return address instanceof InetSocketAddress inet ? inet.getAddress().getHostAddress() : address.toString();
    }
}
