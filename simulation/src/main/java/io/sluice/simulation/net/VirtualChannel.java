package io.sluice.simulation.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

import io.sluice.simulation.time.VirtualLoop;

/** One end of a {@link Cable}, as Netty's handlers know it. Belongs to its loop; what comes over the cable is handed over to it. */
final class VirtualChannel extends AbstractChannel implements Cable.End {

    private static final ChannelMetadata METADATA = new ChannelMetadata(false);

    // A process that is killed releases nothing: the garbage collector does.
    private static final ByteBufAllocator HEAP = new UnpooledByteBufAllocator(false, true);

    private final SocketAddress local;
    private final SocketAddress remote;
    private final ChannelConfig config = new SocketlikeConfig(this);
    private final Queue<ByteBuf> inbound = new ArrayDeque<>();
    private Cable.@Nullable Direction out;
    private Cable.@Nullable Direction in;
    private boolean open = true;
    private boolean readWanted;
    private boolean reading;
    private boolean finished;

    VirtualChannel(SocketAddress local, SocketAddress remote) {
        super(null);
        this.local = local;
        this.remote = remote;
        config.setAllocator(HEAP);
    }

    /** Plugs it in; it is active from now on. */
    void plug(Cable.Direction outgoing, Cable.Direction incoming) {
        this.out = outgoing;
        this.in = incoming;
    }

    @Override
    public void arrived(ByteBuf bytes) {
        onLoop(() -> {
            if (open) {
                inbound.add(bytes);
                readWhatIsThere();
            }
        });
    }

    @Override
    public void finished() {
        onLoop(() -> {
            finished = true;
            readWhatIsThere();
        });
    }

    @Override
    public void broken(String why) {
        onLoop(() -> {
            if (open) {
                pipeline().fireExceptionCaught(new IOException(why));
                unsafe().close(voidPromise());
            }
        });
    }

    @Override
    public void writable() {
        onLoop(() -> {
            if (open) {
                ((VirtualUnsafe) unsafe()).writeOn();
            }
        });
    }

    private void onLoop(Runnable task) {
        if (isRegistered()) {
            eventLoop().execute(task);
        }
    }

    private void readWhatIsThere() {
        if (reading || !open) {
            return;
        }
        reading = true;
        boolean some = false;
        while (open && readWanted && !inbound.isEmpty()) {
            readWanted = config.isAutoRead();
            some = true;
            pipeline().fireChannelRead(inbound.remove());
        }
        reading = false;
        if (some) {
            pipeline().fireChannelReadComplete();
            if (in != null) {
                in.resume();
            }
        }
        if (open && finished && inbound.isEmpty()) {
            unsafe().close(voidPromise());
        }
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new VirtualUnsafe();
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return loop instanceof VirtualLoop;
    }

    @Override
    protected SocketAddress localAddress0() {
        return local;
    }

    @Override
    protected SocketAddress remoteAddress0() {
        return remote;
    }

    @Override
    public SocketAddress remoteAddress() {
        return remote;
    }

    @Override
    protected void doBind(SocketAddress address) {
        throw new UnsupportedOperationException("the network binds");
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    @Override
    protected void doClose() {
        open = false;
        inbound.forEach(ByteBuf::release);
        inbound.clear();
        if (out != null) {
            out.end();
        }
    }

    @Override
    protected void doBeginRead() {
        readWanted = true;
        if (!reading && (!inbound.isEmpty() || finished)) {
            eventLoop().execute(this::readWhatIsThere);
        }
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer buffer) {
        Cable.Direction way = out;
        while (way != null && buffer.current() instanceof ByteBuf bytes) {
            int there = bytes.readableBytes();
            int taken = way.send(bytes);
            buffer.removeBytes(taken);
            if (taken < there) {
                return;
            }
        }
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isActive() {
        return open && out != null;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }

    private final class VirtualUnsafe extends AbstractUnsafe {

        void writeOn() {
            flush0();
        }

        @Override
        public void connect(SocketAddress remoteAddress, SocketAddress localAddress, ChannelPromise promise) {
            promise.setFailure(new UnsupportedOperationException("the network connects"));
        }
    }

    /** Takes a socket's options and does nothing with them. */
    private static final class SocketlikeConfig extends DefaultChannelConfig {

        SocketlikeConfig(VirtualChannel channel) {
            super(channel);
        }

        @Override
        public <T> boolean setOption(ChannelOption<T> option, T value) {
            return super.setOption(option, value) || option.equals(ChannelOption.TCP_NODELAY)
                    || option.equals(ChannelOption.SO_KEEPALIVE);
        }
    }
}
