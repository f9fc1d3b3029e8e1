package io.sluice.noise.netty;

import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;

import io.sluice.noise.frame.FrameLimit;
import io.sluice.noise.handshake.Handshake;

/**
 * The client's end: makes a pipe of a connection and hands its frames to a listener. Connects nothing; the application
 * puts {@link #initializer} on the socket it connects. Safe on any thread.
 */
public final class Sv2Client {

    private final Pipe pipe;

    /**
     * @param handshakes makes the client's end of a handshake for each connection
     * @param limit      judges the headers of what the server sends
     * @param executor   does the arithmetic of handshakes; {@code Runnable::run} does it on the event loop
     */
    public Sv2Client(
            Supplier<? extends Handshake> handshakes, FrameLimit limit, Executor executor, PipeOptions options) {
        this.pipe = new Pipe(handshakes, limit, executor, options);
    }

    /**
     * For the socket of one connection. When connecting fails the listener hears
     * {@link FrameListener#closed closed(SILENT)}; why it failed, the future of the connect says.
     */
    public ChannelInitializer<Channel> initializer(FrameListener listener) {
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel socket) {
                pipe.install(socket, socket::remoteAddress, listener);
            }
        };
    }

    /** How connections fared so far. */
    public ConnectionCounts counts() {
        return pipe.counts();
    }
}
