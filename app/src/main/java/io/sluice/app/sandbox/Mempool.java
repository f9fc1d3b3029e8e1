package io.sluice.app.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.sluice.mining.bitcoin.BlockHash;

/**
 * All transactions of the sandbox that matter: those that wait, and those in blocks that are not yet buried for good. A
 * reorganisation brings back the ones whose block lost.
 *
 * <p>Belongs to the sandbox's thread.
 */
final class Mempool {

    private static final double NANOS = 1e9;
    private static final int AT_THE_START = 8;

    private final MadeUpTransactions source;
    private final double perSecond;
    private final int limit;
    /** In the order of their arrival, so that parents stand before children. */
    private final Map<BlockHash, MempoolTransaction> known = new LinkedHashMap<>();
    private Set<BlockHash> confirmed = Set.of();
    private Instant arrivedUntil;

    Mempool(MadeUpTransactions source, double perSecond, int limit, Instant now) {
        this.source = source;
        this.perSecond = perSecond;
        this.limit = limit;
        this.arrivedUntil = now;
        add(perSecond == 0 ? 0 : Math.min(limit, AT_THE_START));
    }

    /** Lets arrive what has come since the last call. */
    void arriveUntil(Instant now) {
        double elapsed = Math.max(0, Duration.between(arrivedUntil, now).toNanos()) / NANOS;
        int room = Math.max(0, limit - waiting().size());
        int due = (int) Math.min(elapsed * perSecond, room);
        if (due == room || now.isBefore(arrivedUntil)) {
            arrivedUntil = now;
        } else {
            arrivedUntil = arrivedUntil.plusNanos((long) (due / Math.max(perSecond, 1 / NANOS) * NANOS));
        }
        add(due);
    }

    /** Those that can be mined, parents before children. */
    List<MempoolTransaction> waiting() {
        return known.values().stream().filter(transaction -> !confirmed.contains(transaction.txid())).toList();
    }

    Optional<MempoolTransaction> find(BlockHash txid) {
        return Optional.ofNullable(known.get(txid));
    }

    /** From now on these are in the chain, and no others. */
    void confirm(Set<BlockHash> inTheChain) {
        confirmed = new HashSet<>(inTheChain);
    }

    /** Drops what is buried for good. */
    void forget(Collection<BlockHash> buried) {
        buried.forEach(known::remove);
    }

    private void add(int count) {
        Optional<MempoolTransaction> youngest = count == 0 ? Optional.empty() : youngest();
        for (int i = 0; i < count; i++) {
            MempoolTransaction next = source.next(youngest);
            known.put(next.txid(), next);
            youngest = Optional.of(next);
        }
    }

    private Optional<MempoolTransaction> youngest() {
        List<MempoolTransaction> waiting = waiting();
        return waiting.isEmpty() ? Optional.empty() : Optional.of(waiting.getLast());
    }
}
