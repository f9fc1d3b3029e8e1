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
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

import io.sluice.app.peer.MinuteLog;
import io.sluice.mining.port.MiningEvent;
import io.sluice.mining.share.RejectReason;

/**
 * Who mines here, and what each was told: makes numbers and log lines of what conversations report.
 *
 * <p>Rows are kept by user, protocol and kind of channel. A row whose user never found a good share goes with its last connection, so
 * that a made-up name costs work or is forgotten; the others stay after the miner has left. They are bounded, further miners share one.
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

        private Row refuse(RejectReason reason) {
            rejected.computeIfAbsent(reason, _ -> new LongAdder()).increment();
            return this;
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
        return new Entry(protocol, Reception.place(remote));
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

    /** The key of the row for this user: its own, or when there are too many that of all others. */
    private Key place(Key key) {
        return rows.containsKey(key) || rows.size() < MAX_ROWS ? key : new Key("(others)", key.protocol, key.channel);
    }

    /** Changes a row, which is made if it is not there. In one step, since another connection of the user may just be leaving. */
    private void change(Key key, Consumer<Row> change) {
        rows.compute(key, (_, known) -> {
            Row row = known == null ? new Row() : known;
            change.accept(row);
            return row;
        });
    }

    private void leave(Key key) {
        rows.computeIfPresent(key, (_, row) -> {
            row.connections.decrement();
            return row.connections.sum() > 0 || row.accepted.sum() > 0 ? row : null;
        });
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
                    Key key = place(new Key(opened.userIdentity(), protocol, opened.kind()));
                    channels.put(opened.channelId(), key);
                    change(key, row -> row.connections.increment());
                    comings.say(Level.INFO, "come", opened.userIdentity() + " mines from " + remote + " (" + protocol
                            + ", " + opened.kind() + " channel)");
                }
                case MiningEvent.ChannelClosed closed -> leave(closed.channelId());
                case MiningEvent.ShareTaken taken ->
                    change(place(worker(taken.channelId(), taken.userIdentity())), row -> row.accepted.increment());
                case MiningEvent.ShareRefused refused -> {
                    refused(refused);
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
            // What stands behind the colon is the detail, and a stranger's to choose.
            endings.say(Level.INFO, protocol + " " + why.split(":", 2)[0],
                    "closing " + protocol + " from " + remote + ": " + why);
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
                Roster.this.leave(key);
                comings.say(Level.INFO, "left", key.name + " left (" + protocol + " from " + remote + ")");
            }
        }

        /** Counted for the worker if it has a row, else for its channel: bad shares cost nothing, so they make no rows. */
        private void refused(MiningEvent.ShareRefused share) {
            Key worker = worker(share.channelId(), share.userIdentity());
            Key counted = rows.containsKey(worker) ? worker : channels.getOrDefault(share.channelId(), worker);
            rows.computeIfPresent(counted, (_, row) -> row.refuse(share.reason()));
        }

        /** A worker may have a name of its own on a channel that others share. */
        private Key worker(long channelId, String userIdentity) {
            Key channel = channels.get(channelId);
            return new Key(userIdentity, protocol, channel == null ? "" : channel.channel);
        }
    }
}
