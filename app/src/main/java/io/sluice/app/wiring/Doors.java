package io.sluice.app.wiring;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
    // Doors whose port is just being taken or given back.
    private final Set<String> moving = new HashSet<>();
    // Doors that could not be opened when last tried.
    private final Set<String> stuck = new HashSet<>();
    // An attempt for these lies ahead.
    private boolean retrying;
    private boolean wanted = true;
    private boolean closed;

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
        return CompletableFuture.completedStage(null).thenComposeAsync(_ -> CompletableFuture.allOf(doors.stream()
                .map(door -> open(door).toCompletableFuture())
                .toArray(CompletableFuture[]::new)), loop);
    }

    /** Where the door of this protocol is, if it ever was open. */
    Optional<InetSocketAddress> address(String protocol) {
        return Optional.ofNullable(addresses.get(protocol));
    }

    @Override
    public void publish(BlockCandidate candidate) {
        loop.execute(() -> {
            wanted = !closed;
            openMissing();
        });
    }

    @Override
    public void withhold(String why) {
        loop.execute(this::shut);
    }

    /** Shuts all doors for good: what the desk says from now on opens none. */
    void close() {
        loop.execute(() -> {
            closed = true;
            shut();
        });
    }

    private void shut() {
        wanted = false;
        open.forEach((protocol, listener) -> letGo(protocol, listener));
        open.clear();
    }

    private void openMissing() {
        for (Door door : doors) {
            if (wanted && !open.containsKey(door.protocol) && !moving.contains(door.protocol)) {
                open(door).whenCompleteAsync((_, failure) -> {
                    if (failure != null) {
                        complain(door, failure);
                        retryLater();
                    }
                }, loop);
            }
        }
    }

    /** One attempt ahead is enough, however many doors wait for it and however often the desk publishes meanwhile. */
    private void retryLater() {
        if (!retrying) {
            retrying = true;
            loop.schedule(() -> {
                retrying = false;
                openMissing();
            }, RETRY_SECONDS, TimeUnit.SECONDS);
        }
    }

    private CompletionStage<Void> open(Door door) {
        InetSocketAddress address = addresses.getOrDefault(door.protocol, door.address);
        moving.add(door.protocol);
        return sockets.listen(address, door.accepted).handleAsync((listener, failure) -> {
            moving.remove(door.protocol);
            if (failure != null) {
                throw new CompletionException(causeOf(failure));
            }
            addresses.put(door.protocol, listener.address());
            if (wanted) {
                open.put(door.protocol, listener);
                stuck.remove(door.protocol);
                LOG.info("{} miners connect to {}:{}", door.protocol, listener.address().getHostString(),
                        listener.address().getPort());
            } else {
                letGo(door.protocol, listener);
            }
            return null;
        }, loop);
    }

    /** The port is taken until the listener has really gone; only then can the door be opened again. */
    private void letGo(String protocol, Sockets.Listener listener) {
        moving.add(protocol);
        listener.close().whenCompleteAsync((_, _) -> {
            moving.remove(protocol);
            openMissing();
        }, loop);
    }

    /** Once, not at each attempt. */
    private void complain(Door door, Throwable failure) {
        if (wanted && stuck.add(door.protocol)) {
            LOG.error("{} miners can not connect; trying again until they can: {}", door.protocol,
                    causeOf(failure).getMessage());
        }
    }

    private static Throwable causeOf(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
