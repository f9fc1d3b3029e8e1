package io.sluice.app.wiring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.LongAdder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import io.sluice.app.peer.MinuteLog;
import io.sluice.mining.port.MiningEvent;
import io.sluice.mining.share.RejectReason;

/**
 * Who mines here, and what each was told: makes numbers and log lines of what conversations report.
 *
 * <p>Rows are kept by user, protocol and kind of channel, also after a miner has left; they are bounded, further miners share one.
 *
 * <p>Safe on any thread.
 */
public final class Roster {

    private static final Logger LOG = LoggerFactory.getLogger("sluice.miners");
    /** Miners who come, or who leave, of whom a line each is written in one minute. */
    private static final int LINES = 50;
    private static final int MAX_ROWS = 20_000;

    /** One row of the roster, as numbers. */
    public record Miner(
            String name, String protocol, String channel, int connections, long accepted,
            Map<RejectReason, Long> rejected) {

        /** Shares that were refused for whatever reason. */
        public long rejectedTotal() {
            return rejected.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private record Key(String name, String protocol, String channel) {}

    private static final class Row {
        private final LongAdder connections = new LongAdder();
        private final LongAdder accepted = new LongAdder();
        private final Map<RejectReason, LongAdder> rejected = new EnumMap<>(RejectReason.class);

        private Row() {
            for (RejectReason reason : RejectReason.values()) {
                rejected.put(reason, new LongAdder());
            }
        }
    }

    private final ConcurrentMap<Key, Row> rows = new ConcurrentHashMap<>();
    private final LongAdder oddities = new LongAdder();
    private final MinuteLog comings;
    private final MinuteLog endings;

    /**
     * @param endings for connections that we end
     * @param loop for time
     */
    Roster(MinuteLog endings, ScheduledExecutorService loop) {
        this.endings = endings;
        this.comings = new MinuteLog(LOG, loop, LINES);
    }

    /** A connection begins. */
    Entry enter(String protocol, Object remote) {
        return new Entry(protocol, String.valueOf(remote));
    }

    /** All rows, by name. */
    public List<Miner> miners() {
        List<Miner> miners = new ArrayList<>();
        rows.forEach((key, row) -> {
            Map<RejectReason, Long> rejected = new EnumMap<>(RejectReason.class);
            row.rejected.forEach((reason, count) -> {
                if (count.sum() > 0) {
                    rejected.put(reason, count.sum());
                }
            });
            miners.add(new Miner(key.name, key.protocol, key.channel, row.connections.intValue(), row.accepted.sum(),
                    rejected));
        });
        miners.sort(Comparator.comparing(Miner::name).thenComparing(Miner::protocol).thenComparing(Miner::channel));
        return miners;
    }

    /** Things that miners did which the protocol does not allow or which we do not know. */
    public long oddities() {
        return oddities.sum();
    }

    private Row row(Key key) {
        Row known = rows.get(key);
        if (known != null) {
            return known;
        }
        Key used = rows.size() < MAX_ROWS ? key : new Key("(others)", key.protocol, key.channel);
        return rows.computeIfAbsent(used, _ -> new Row());
    }

    /** One connection's part; belongs to the loop of the connection. */
    final class Entry {

        private final String protocol;
        private final String remote;
        private final Map<Long, Key> channels = new ConcurrentHashMap<>();

        private Entry(String protocol, String remote) {
            this.protocol = protocol;
            this.remote = remote;
        }

        void happened(MiningEvent event) {
            switch (event) {
                case MiningEvent.MinerIntroduced(String ignored, String software) ->
                    LOG.debug("{} from {} is {}", protocol, remote, software);
                case MiningEvent.ChannelOpened opened -> {
                    Key key = new Key(opened.userIdentity(), protocol, opened.kind());
                    channels.put(opened.channelId(), key);
                    row(key).connections.increment();
                    comings.say(Level.INFO, "come", opened.userIdentity() + " mines from " + remote + " (" + protocol
                            + ", " + opened.kind() + " channel)");
                }
                case MiningEvent.ChannelClosed closed -> leave(closed.channelId());
                case MiningEvent.ShareTaken taken ->
                    keyOf(taken.channelId(), taken.userIdentity()).accepted.increment();
                case MiningEvent.ShareRefused refused -> {
                    LongAdder count = keyOf(refused.channelId(), refused.userIdentity()).rejected.get(refused.reason());
                    if (count != null) {
                        count.increment();
                    }
                    LOG.debug("share of {} refused: {}", refused.userIdentity(), refused.reason().words());
                }
                case MiningEvent.DifficultyChanged changed ->
                    LOG.debug("{} gets target {}", changed.userIdentity(), changed.target());
                case MiningEvent.Oddity(String what) -> {
                    oddities.increment();
                    LOG.debug("{} from {}: {}", protocol, remote, what);
                }
            }
        }

        void hungUp(String why) {
            endings.say(Level.INFO, why, "closing " + protocol + " from " + remote + ": " + why);
        }

        /** We made a mistake, and the connection is closed for it. */
        void failed(RuntimeException mistake) {
            endings.say(Level.ERROR, "mistake " + mistake.getClass(), protocol + " from " + remote
                    + " is closed by a mistake of ours, please report it: " + mistake);
            LOG.debug("where it happened", mistake);
        }

        void left() {
            List.copyOf(channels.keySet()).forEach(this::leave);
        }

        private void leave(long channelId) {
            Key key = channels.remove(channelId);
            if (key != null) {
                row(key).connections.decrement();
                comings.say(Level.INFO, "left", key.name + " left (" + protocol + " from " + remote + ")");
            }
        }

        /** A worker may have a name of its own on a channel that others share. */
        private Row keyOf(long channelId, String userIdentity) {
            Key channel = channels.get(channelId);
            String kind = channel == null ? "" : channel.channel;
            return row(new Key(userIdentity, protocol, kind));
        }
    }
}
