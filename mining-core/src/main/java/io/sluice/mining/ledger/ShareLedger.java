package io.sluice.mining.ledger;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of every share that a miner was told is good, per worker and in total.
 *
 * <p>A share is booked by two threads: the loop of its miner books it in, the loop of the pool link books where it went. Each
 * thread has a {@link Lane} of its own, in which a step from one fate to another is minus one here and plus one there. So each
 * lane balances by itself, their sum balances too, and a reader sees a balanced book at any moment, whatever it interrupts.
 *
 * <p>Threading: a lane belongs to one thread; everything else may be called on any thread.
 */
public final class ShareLedger {

    /** Workers with a row of their own; the rest share one row, so that made-up names can not fill the memory. */
    public static final int MAX_WORKERS = 20_000;
    /** The row of all further workers. */
    public static final String OTHERS = "(others)";

    private static final int MAX_REASONS = 200;

    private final List<Lane> lanes = new CopyOnWriteArrayList<>();
    private final Map<ShareFate, Map<String, LongAdder>> reasons = new EnumMap<>(ShareFate.class);
    private final Set<String> workers = ConcurrentHashMap.newKeySet();

    public ShareLedger() {
        for (ShareFate fate : ShareFate.values()) {
            reasons.put(fate, new ConcurrentHashMap<>());
        }
    }

    /**
     * A lane for one more thread. Lanes are read in the order in which they were made: make the pool link's first, and no fate is
     * ever seen below zero.
     */
    public Lane newLane() {
        Lane lane = new Lane();
        lanes.add(lane);
        return lane;
    }

    /** All workers together. */
    public Tally total() {
        Tally sum = Tally.ZERO;
        for (Lane lane : lanes) {
            for (Row row : lane.rows.values()) {
                sum = sum.plus(row.read());
            }
        }
        return sum;
    }

    /** Each worker, in alphabetical order. */
    public Map<String, Tally> byWorker() {
        Map<String, Tally> sums = new TreeMap<>();
        for (Lane lane : lanes) {
            lane.rows.forEach((worker, row) -> sums.merge(worker, row.read(), Tally::plus));
        }
        return sums;
    }

    /** How often each reason was given for this fate. */
    public Map<String, Long> reasons(ShareFate fate) {
        Map<String, Long> counts = new TreeMap<>();
        reasonsOf(fate).forEach((reason, count) -> counts.put(reason, count.sum()));
        return counts;
    }

    private Map<String, LongAdder> reasonsOf(ShareFate fate) {
        Map<String, LongAdder> found = reasons.get(fate);
        if (found == null) {
            throw new IllegalStateException("every fate has a table of reasons");
        }
        return found;
    }

    private String rowName(String worker) {
        if (workers.contains(worker)) {
            return worker;
        }
        if (workers.size() >= MAX_WORKERS) {
            return OTHERS;
        }
        workers.add(worker);
        return worker;
    }

    /** The part of the books that one thread writes. */
    public final class Lane {

        private final Map<String, Row> rows = new ConcurrentHashMap<>();

        private Lane() {}

        /** A miner is about to be told "accepted", and this is what happens to the share first: local or queued. */
        public void accept(String worker, ShareFate first) {
            if (first != ShareFate.LOCAL && first != ShareFate.QUEUED) {
                throw new IllegalArgumentException("a share begins as local or queued, not as " + first);
            }
            row(worker).accept(first);
        }

        /** A share goes on from one fate to the next. */
        public void move(String worker, ShareFate from, ShareFate to) {
            row(worker).move(from, to);
        }

        /** As {@link #move(String, ShareFate, ShareFate)}, with the reason in words. */
        public void move(String worker, ShareFate from, ShareFate to, String reason) {
            Map<String, LongAdder> table = reasonsOf(to);
            String key = table.size() < MAX_REASONS || table.containsKey(reason) ? reason : OTHERS;
            table.computeIfAbsent(key, _ -> new LongAdder()).increment();
            row(worker).move(from, to);
        }

        private Row row(String worker) {
            Row known = rows.get(worker);
            return known != null ? known : rows.computeIfAbsent(rowName(worker), _ -> new Row());
        }
    }
}
