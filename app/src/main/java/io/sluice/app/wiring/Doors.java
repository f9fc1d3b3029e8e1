package io.sluice.app.wiring;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.port.WorkListener;

/**
 * The ports that miners come in by. They are shut while there is no work: many miners never notice by themselves that a server has
 * nothing for them, and a shut port sends them to their fallback.
 *
 * <p>Belongs to one loop, to which the desk's calls are handed over.
 */
final class Doors implements WorkListener {

    private static final Logger LOG = LoggerFactory.getLogger("sluice.miners");
    private static final long RETRY_SECONDS = 2;

    private record Door(String protocol, InetSocketAddress address, ChannelInitializer<Channel> accepted) {}

    private final Sockets sockets;
    private final ScheduledExecutorService loop;
    private final List<Door> doors = new ArrayList<>();
    private final Map<String, Sockets.Listener> open = new LinkedHashMap<>();
    // Where a door with port 0 came to be the first time; it opens there again.
    private final Map<String, InetSocketAddress> addresses = new ConcurrentHashMap<>();
    private boolean wanted = true;

    Doors(Sockets sockets, ScheduledExecutorService loop) {
        this.sockets = sockets;
        this.loop = loop;
    }

    /** Adds a door; before {@link #openFirst}. */
    void add(String protocol, InetSocketAddress address, ChannelInitializer<Channel> accepted) {
        doors.add(new Door(protocol, address, accepted));
    }

    /** Opens all doors for the first time. Fails when one can not be opened. */
    CompletionStage<Void> openFirst() {
        CompletableFuture<?>[] opening = doors.stream()
                .map(door -> open(door).toCompletableFuture())
                .toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(opening);
    }

    /** Where the door of this protocol is, if it ever was open. */
    Optional<InetSocketAddress> address(String protocol) {
        return Optional.ofNullable(addresses.get(protocol));
    }

    @Override
    public void publish(BlockCandidate candidate) {
        loop.execute(() -> {
            wanted = true;
            openMissing();
        });
    }

    @Override
    public void withhold(String why) {
        loop.execute(this::shut);
    }

    /** Shuts all doors for good. */
    void close() {
        loop.execute(this::shut);
    }

    private void shut() {
        wanted = false;
        open.values().forEach(Sockets.Listener::close);
        open.clear();
    }

    private void openMissing() {
        for (Door door : doors) {
            if (wanted && !open.containsKey(door.protocol)) {
                open(door).whenComplete((_, failure) -> {
                    if (failure != null) {
                        LOG.error("{} miners can not connect: {}", door.protocol, failure.getMessage());
                        loop.schedule(this::openMissing, RETRY_SECONDS, TimeUnit.SECONDS);
                    }
                });
            }
        }
    }

    private CompletionStage<Void> open(Door door) {
        InetSocketAddress address = addresses.getOrDefault(door.protocol, door.address);
        return sockets.listen(address, door.accepted).thenAcceptAsync(listener -> {
            if (wanted && !open.containsKey(door.protocol)) {
                open.put(door.protocol, listener);
                addresses.put(door.protocol, listener.address());
                LOG.info("{} miners connect to {}:{}", door.protocol, listener.address().getHostString(),
                        listener.address().getPort());
            } else {
                listener.close();
            }
        }, loop);
    }
}
