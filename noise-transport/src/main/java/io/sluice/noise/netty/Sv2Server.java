package io.sluice.noise.netty;

import java.net.SocketAddress;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;

import io.sluice.noise.frame.FrameLimit;
import io.sluice.noise.handshake.Handshake;

/**
 * The server's end: makes a pipe of every accepted connection and hands its frames to a listener. Binds nothing; the
 * application puts {@link #initializer} on the sockets it accepts. Safe on any thread.
 */
public final class Sv2Server {

    private final Pipe pipe;
    private final FrameListener.Factory listeners;

    /**
     * @param handshakes makes the server's end of a handshake for each connection
     * @param limit      judges the headers of what clients send
     * @param listeners  makes the application's end of each connection
     * @param executor   does the arithmetic of handshakes; {@code Runnable::run} does it on the event loop
     */
    public Sv2Server(
            Supplier<? extends Handshake> handshakes, FrameLimit limit, FrameListener.Factory listeners,
            Executor executor, PipeOptions options) {
        this.pipe = new Pipe(handshakes, limit, executor, options);
        this.listeners = listeners;
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
     * Makes a pipe of a channel that is open already, behind the handlers it has: for ports that look at the first bytes,
     * and for proxies that tell the true address. Called on the channel's event loop.
     */
    public void install(Channel socket, SocketAddress remote) {
        pipe.install(socket, () -> remote, listeners.create(remote, socket.eventLoop()));
    }

    /** How connections fared so far. */
    public ConnectionCounts counts() {
        return pipe.counts();
    }
}
