package io.sluice.datum.netty;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;

/** A {@link Dialer} of TCP sockets. */
public final class SocketDialer implements Dialer {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(1 << 17, 1 << 18);

    private final EventLoop loop;
    private final ChannelFactory<? extends Channel> sockets;
    private final Executor resolver;

    /**
     * @param loop the link's own loop
     * @param sockets makes sockets that fit the loop
     * @param resolver may block, since looking up a name does
     */
    public SocketDialer(EventLoop loop, ChannelFactory<? extends Channel> sockets, Executor resolver) {
        this.loop = loop;
        this.sockets = sockets;
        this.resolver = resolver;
    }

    @Override
    public void dial(String host, int port, ChannelHandler handler, Consumer<String> failed) {
        resolver.execute(() -> {
            try {
                List<InetAddress> addresses = List.of(InetAddress.getAllByName(host));
                loop.execute(() -> new Call(addresses, port, handler, failed).dial(0));
            } catch (UnknownHostException unknown) {
                loop.execute(() -> failed.accept("there is no address for the name " + host));
            }
        });
    }

    /** One call: what was tried, and what is left to try. Belongs to the loop. */
    private final class Call {

        private final List<InetAddress> addresses;
        private final int port;
        private final ChannelHandler handler;
        private final Consumer<String> failed;
        private final List<String> failures = new ArrayList<>();

        private Call(List<InetAddress> addresses, int port, ChannelHandler handler, Consumer<String> failed) {
            this.addresses = addresses;
            this.port = port;
            this.handler = handler;
            this.failed = failed;
        }

        private void dial(int which) {
            if (which == addresses.size()) {
                failed.accept(String.join("; ", failures));
                return;
            }
            InetAddress address = addresses.get(which);
            new Bootstrap().group(loop).channelFactory(sockets)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.SO_KEEPALIVE, true)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) PATIENCE.toMillis())
                    .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                    // A handler can be used once, so the real one waits until somebody takes the call.
                    .handler(new ChannelInboundHandlerAdapter())
                    .connect(new InetSocketAddress(address, port))
                    .addListener((ChannelFutureListener) connected -> {
                        if (connected.isSuccess()) {
                            connected.channel().pipeline().addLast(handler);
                        } else {
                            failures.add(sentence(address, connected.cause()));
                            dial(which + 1);
                        }
                    });
        }

        private String sentence(InetAddress address, Throwable cause) {
            String words = SocketTrouble.words(cause);
            return addresses.size() == 1 ? words : words + " at " + address.getHostAddress();
        }
    }
}
