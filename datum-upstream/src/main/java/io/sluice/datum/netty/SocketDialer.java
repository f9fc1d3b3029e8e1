package io.sluice.datum.netty;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
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
                loop.execute(() -> dialNext(addresses.iterator(), port, handler, failed, new ArrayList<>()));
            } catch (UnknownHostException unknown) {
                loop.execute(() -> failed.accept("there is no address for the name " + host));
            }
        });
    }

    private void dialNext(Iterator<InetAddress> addresses, int port, ChannelHandler handler, Consumer<String> failed,
            List<String> failures) {
        if (!addresses.hasNext()) {
            failed.accept(String.join("; ", failures));
            return;
        }
        InetAddress address = addresses.next();
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
                        failures.add(String.valueOf(connected.cause().getMessage()));
                        dialNext(addresses, port, handler, failed, failures);
                    }
                });
    }
}
