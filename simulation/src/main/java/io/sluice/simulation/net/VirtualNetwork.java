package io.sluice.simulation.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;

import io.sluice.app.wiring.Sockets.Listener;
import io.sluice.simulation.time.Chance;
import io.sluice.simulation.time.VirtualLoop;
import io.sluice.simulation.time.VirtualProcess;
import io.sluice.simulation.time.VirtualTime;

/** All cables of the world, and who listens where. A port is enough to find somebody: every machine has the same address. One thread. */
public final class VirtualNetwork {

    private static final long QUICKEST = 200_000;
    private static final long SLOWEST = 20_000_000;
    private static final int FIRST_FREE_PORT = 40_000;

    private record Ear(VirtualProcess process, List<VirtualLoop> loops, ChannelInitializer<Channel> accepted) {}

    private final VirtualTime time;
    private final Chance chance;
    private final Map<Integer, Ear> ears = new TreeMap<>();
    private final Map<Integer, Long> refusedUntil = new TreeMap<>();
    private final Map<Integer, Long> throughAt = new TreeMap<>();
    private final List<Cable> cables = new ArrayList<>();
    private int nextPort = FIRST_FREE_PORT;
    private long made;

    public VirtualNetwork(VirtualTime time, Chance chance) {
        this.time = time;
        this.chance = chance;
    }

    /** The cables that are whole, oldest first, whose name begins like this. */
    public List<Cable> cables(String beginning) {
        cables.removeIf(Cable::isOver);
        return cables.stream().filter(cable -> cable.name().startsWith(beginning)).toList();
    }

    /** Nobody gets through to a port for so long. */
    public void refuse(int port, long nanos) {
        refusedUntil.put(port, time.nanos() + nanos);
    }

    /** How many connections are held by whoever listens at a port. */
    public int held(int port) {
        return (int) cables.stream().filter(cable -> cable.port() == port && cable.isHeld()).count();
    }

    /** When somebody last got through to a port, nanoseconds; 0 if nobody ever did. */
    public long lastThrough(int port) {
        return throughAt.getOrDefault(port, 0L);
    }

    /** Ends refusals and stalls. What swallowed everything stays as it is: its ends find out by themselves. */
    public void heal() {
        refusedUntil.clear();
        cables.forEach(Cable::heal);
    }

    /** Whether somebody listens. */
    public boolean isOpen(int port) {
        return ears.containsKey(port);
    }

    CompletionStage<Listener> listen(
            VirtualProcess process, List<VirtualLoop> loops, InetSocketAddress address,
            ChannelInitializer<Channel> accepted) {
        CompletableFuture<Listener> listening = new CompletableFuture<>();
        int port = address.getPort() == 0 ? nextPort++ : address.getPort();
        time.after(chance.delay(QUICKEST, SLOWEST), () -> process.run(() -> {
            if (ears.containsKey(port)) {
                listening.completeExceptionally(new IOException("the port " + port + " is in use"));
                return;
            }
            ears.put(port, new Ear(process, loops, accepted));
            process.atDeath(() -> closeEar(port, process));
            listening.complete(new OpenPort(process, port));
        }));
        return listening;
    }

    /** Connects; both outcomes are told on the loop. */
    void dial(VirtualLoop loop, String from, int port, Consumer<Channel> beforeConnect, Consumer<Channel> connected,
            Consumer<String> failed) {
        InetSocketAddress here = new InetSocketAddress(loopback(), nextPort++);
        VirtualChannel client = new VirtualChannel(here, new InetSocketAddress(loopback(), port));
        beforeConnect.accept(client);
        loop.register(client).addListener(_ -> {});
        time.after(chance.delay(QUICKEST, SLOWEST), () -> {
            Ear ear = ears.get(port);
            if (ear == null || !ear.process.isAlive() || refusedUntil.getOrDefault(port, 0L) > time.nanos()) {
                loop.execute(() -> {
                    client.unsafe().close(client.voidPromise());
                    failed.accept("no connection to port " + port + " (connection refused)");
                });
                return;
            }
            Cable cable = new Cable(time, chance.of("cable " + made++), from + " -> " + ear.process.name(), port);
            cables.removeIf(Cable::isOver);
            cables.add(cable);
            throughAt.put(port, time.nanos());
            VirtualChannel server = new VirtualChannel(new InetSocketAddress(loopback(), port), here);
            cable.attach(client, server);
            server.plug(cable.toClient(), cable.toServer());
            server.pipeline().addLast(ear.accepted);
            ear.process.atDeath(() -> cable.cutNow("connection reset by peer"));
            loop.process().atDeath(() -> cable.cutNow("connection reset by peer"));
            ear.loops.get(chance.nextInt(ear.loops.size())).register(server);
            loop.execute(() -> {
                if (client.isOpen()) {
                    client.plug(cable.toServer(), cable.toClient());
                    connected.accept(client);
                    client.pipeline().fireChannelActive();
                } else {
                    cable.cutNow("connection reset by peer");
                }
            });
        });
    }

    private void closeEar(int port, VirtualProcess process) {
        Ear ear = ears.get(port);
        if (ear != null && ear.process == process) {
            ears.remove(port);
        }
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[]{127, 0, 0, 1});
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private final class OpenPort implements Listener {

        private final VirtualProcess process;
        private final int port;

        private OpenPort(VirtualProcess process, int port) {
            this.process = process;
            this.port = port;
        }

        @Override
        public InetSocketAddress address() {
            return new InetSocketAddress(loopback(), port);
        }

        @Override
        public CompletionStage<Void> close() {
            closeEar(port, process);
            return CompletableFuture.completedFuture(null);
        }
    }

}
