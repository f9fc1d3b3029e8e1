package io.sluice.sv1.netty;

import java.net.SocketAddress;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;

import io.sluice.sv1.jsonrpc.LineCodec;

/**
 * The server's end of Stratum V1: makes a line of every accepted connection and hands what it says to a listener. Binds nothing;
 * the application puts {@link #initializer} on the sockets it accepts. Safe on any thread.
 */
public final class Sv1Server {

    private final LineCodec codec = new LineCodec();
    private final LineListener.Factory listeners;
    private final Sv1Options options;

    /** @param listeners makes the application's end of each connection */
    public Sv1Server(LineListener.Factory listeners, Sv1Options options) {
        this.listeners = listeners;
        this.options = options;
    }

    /** For the accepted sockets of a bootstrap. */
    public ChannelInitializer<Channel> initializer() {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel socket) {
                SocketAddress remote = socket.remoteAddress();
                if (remote == null) {
                    socket.close(); // gone before it was looked at
                } else {
                    install(socket, remote);
                }
            }
        };
    }

    /**
     * Puts the handlers into a channel that is open already, behind those it has: for ports that look at the first bytes, and for
     * proxies that tell the true address. Called on the channel's event loop.
     */
    public void install(Channel socket, SocketAddress remote) {
        // Groups are written whole; waiting for more would only make jobs late. A channel without TCP ignores this.
        socket.config().setOption(ChannelOption.TCP_NODELAY, true);
        KeepAlive.switchOn(socket);
        LineListener listener = listeners.create(remote, socket.eventLoop());
        Life life = new Life(socket, listener);
        socket.pipeline()
                .addLast(new FirstByteHandler(life))
                .addLast(new LineDecoder(codec))
                .addLast(new LineHandler(codec, listener, options, life, remote));
    }
}
