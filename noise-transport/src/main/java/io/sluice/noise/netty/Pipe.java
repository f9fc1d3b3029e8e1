package io.sluice.noise.netty;

import java.net.SocketAddress;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;

import io.sluice.noise.frame.FrameLimit;
import io.sluice.noise.handshake.Handshake;

/** What server and client have in common: puts the handlers into a channel. Safe on any thread. */
final class Pipe {

    private final Supplier<? extends Handshake> handshakes;
    private final FrameLimit limit;
    private final PipeOptions options;
    private final HandshakeDesk desk;
    private final ConnectionCounts counts = new ConnectionCounts();

    Pipe(Supplier<? extends Handshake> handshakes, FrameLimit limit, Executor executor, PipeOptions options) {
        this.handshakes = handshakes;
        this.limit = limit;
        this.options = options;
        this.desk = new HandshakeDesk(executor, options.maxHandshakes());
    }

    ConnectionCounts counts() {
        return counts;
    }

    void install(Channel socket, Supplier<SocketAddress> remote, FrameListener listener) {
        // Frames are written whole; waiting for more would only make shares late. A channel without TCP ignores this.
        socket.config().setOption(ChannelOption.TCP_NODELAY, true);
        Life life = new Life(socket, remote, listener, counts);
        socket.pipeline()
                .addLast(new HandshakeHandler(handshakes.get(), desk, limit, options, life))
                .addLast(new LastHandler(life));
    }
}
