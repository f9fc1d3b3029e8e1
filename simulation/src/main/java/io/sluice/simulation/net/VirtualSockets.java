package io.sluice.simulation.net;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;

import io.sluice.app.wiring.Sockets;
import io.sluice.datum.netty.Dialer;
import io.sluice.simulation.time.VirtualLoop;
import io.sluice.simulation.time.VirtualProcess;

/** The sockets of one process. One thread. */
public final class VirtualSockets implements Sockets {

    private final VirtualNetwork network;
    private final VirtualProcess process;
    private final List<VirtualLoop> loops;
    private int next;

    public VirtualSockets(VirtualNetwork network, VirtualProcess process, int loops) {
        this.network = network;
        this.process = process;
        this.loops = java.util.stream.Stream.generate(process::newLoop).limit(loops).toList();
    }

    /** All loops of the process. */
    public List<VirtualLoop> loops() {
        return loops;
    }

    @Override
    public CompletionStage<Listener> listen(InetSocketAddress address, ChannelInitializer<Channel> accepted) {
        return network.listen(process, loops, address, accepted);
    }

    @Override
    public void dial(
            ScheduledExecutorService loop, String host, int port, ChannelInitializer<Channel> made,
            Consumer<String> failed) {
        network.dial((VirtualLoop) loop, process.name(), port, channel -> channel.pipeline().addLast(made), _ -> {},
                failed);
    }

    @Override
    public Dialer dialer(ScheduledExecutorService loop) {
        return (_, port, handler, failed) -> network.dial((VirtualLoop) loop, process.name(), port, _ -> {},
                channel -> channel.pipeline().addLast(handler), failed);
    }

    @Override
    public ScheduledExecutorService loop() {
        return loops.get(next++ % loops.size());
    }
}
