package io.sluice.app.wiring;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ReflectiveChannelFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

import io.sluice.datum.netty.Dialer;
import io.sluice.datum.netty.SocketDialer;
import io.sluice.datum.netty.SocketTrouble;

/** The real sockets: Netty's event loops, on epoll where the system has it. */
public final class NettySockets implements Sockets, AutoCloseable {

    private static final int CONNECT_MILLIS = 10_000;
    private static final long CLOSE_MILLIS = 2000;

    private final EventLoopGroup loops;
    // Looking up a name blocks, which no event loop may.
    private final ExecutorService resolver = Executors
            .newSingleThreadExecutor(Thread.ofPlatform().daemon().name("resolver").factory());
    private final Class<? extends ServerChannel> serverType;
    private final Class<? extends SocketChannel> socketType;

    /** @param threads event loops to share all connections among */
    public NettySockets(int threads) {
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory factory = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        this.loops = new MultiThreadIoEventLoopGroup(threads, factory);
        this.serverType = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        this.socketType = epoll ? EpollSocketChannel.class : NioSocketChannel.class;
    }

    @Override
    public CompletionStage<Listener> listen(InetSocketAddress address, ChannelInitializer<Channel> accepted) {
        CompletableFuture<Listener> listening = new CompletableFuture<>();
        InetSocketAddress resolved = new InetSocketAddress(address.getHostString(), address.getPort());
        if (resolved.isUnresolved()) {
            listening.completeExceptionally(new IOException(
                    "can not listen on " + address.getHostString()
                            + ": this machine knows no such name; use an address of it"));
            return listening;
        }
        new ServerBootstrap()
                .group(loops)
                .channel(serverType)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(accepted)
                .bind(resolved)
                .addListener((ChannelFutureListener) bound -> {
                    if (bound.isSuccess()) {
                        listening.complete(new Bound(bound.channel()));
                    } else {
                        listening.completeExceptionally(
                                new IOException(refusal(resolved, bound.cause()), bound.cause()));
                    }
                });
        return listening;
    }

    @Override
    public void dial(
            ScheduledExecutorService loop,
            String host,
            int port,
            ChannelInitializer<Channel> made,
            Consumer<String> failed) {
        new Bootstrap()
                .group((EventLoop) loop)
                .channel(socketType)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(made)
                .connect(host, port)
                .addListener((ChannelFutureListener) connected -> {
                    if (!connected.isSuccess()) {
                        failed.accept("no connection to " + host + ":" + port + " ("
                                + SocketTrouble.words(connected.cause()) + ")");
                    }
                });
    }

    @Override
    public Dialer dialer(ScheduledExecutorService loop) {
        return new SocketDialer((EventLoop) loop, new ReflectiveChannelFactory<>(socketType), resolver);
    }

    @Override
    public ScheduledExecutorService loop() {
        return loops.next();
    }

    @Override
    public long descriptors() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }

    /** Ends all loops, and with them every connection. */
    @Override
    public void close() {
        resolver.shutdownNow();
        loops.shutdownGracefully(0, CLOSE_MILLIS, TimeUnit.MILLISECONDS).awaitUninterruptibly(CLOSE_MILLIS);
    }

    private static String refusal(InetSocketAddress address, Throwable cause) {
        String where = address.getHostString() + ":" + address.getPort();
        if (cause instanceof BindException || SocketTrouble.words(cause).contains("in use")) {
            return "can not listen on " + where + ": " + SocketTrouble.words(cause)
                    + ". Another program has this port (ss -ltnp shows which), or the address is not one of this machine's;"
                    + " stop that program, or choose another port in the configuration";
        }
        return "can not listen on " + where + ": " + SocketTrouble.words(cause);
    }

    private record Bound(Channel socket) implements Listener {

        @Override
        public InetSocketAddress address() {
            return (InetSocketAddress) socket.localAddress();
        }

        @Override
        public CompletionStage<Void> close() {
            CompletableFuture<Void> closed = new CompletableFuture<>();
            socket.close().addListener(_ -> closed.complete(null));
            return closed;
        }
    }
}
