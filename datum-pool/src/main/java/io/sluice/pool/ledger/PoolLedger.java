package io.sluice.pool.ledger;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.time.Ticker;
import io.sluice.pool.payout.PayoutOffer;

/**
 * The books.
 *
 * <p><b>Nobody waits for the disk.</b> {@link #record} puts an entry into a bounded queue; the writer takes what is there and
 * writes it in one transaction. What a crash can lose: the process being killed, the entries of the last moments, which no
 * transaction held yet; the machine losing power, also the transactions since the last checkpoint, because they are not forced
 * to disk one by one (SQLite's WAL with {@code synchronous=NORMAL}): seconds of work as a rule. The database itself stays
 * sound in both cases. A share that was lost that way was answered, and is not counted.
 *
 * <p><b>A disk that fails does not stop mining.</b> What could not be written is kept and tried again, at most once a second;
 * when the queue is full, shares are turned away here, counted as {@link #unrecorded}, and their gateways are told no more than
 * "tentatively". {@link #trouble} says what is wrong. Blocks, tips and payout lists are never turned away.
 *
 * <p><b>The end loses nothing that was taken.</b> An entry for which {@link #record} said yes is written before {@link #close} returns;
 * one that comes later is turned away.
 *
 * <p><b>A header counts once</b>, also if memory of it was lost: the table has a unique key.
 *
 * <p>Threading: all methods from any thread. Only {@link #record} and the counters are free of waiting; the others may wait
 * for the disk.
 */
public final class PoolLedger implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("sluice.ledger");
    private static final int BATCH = 1000;
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();

    private final LedgerStore store;
    private final Executor writer;
    private final Ticker ticker;
    private final int capacity;

    private final Queue<LedgerEntry> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicLong unrecorded = new AtomicLong();
    private final AtomicBoolean writing = new AtomicBoolean();

    private final ReentrantLock writeLock = new ReentrantLock();
    private final List<LedgerEntry> batch = new ArrayList<>(BATCH);
    private volatile boolean closed;
    private volatile @Nullable String trouble;
    private volatile long failedAt;

    /**
     * The books in this store, which they close in the end.
     *
     * @param writer runs the writing; one thread is enough
     * @param capacity shares that wait in memory for the store, at most
     */
    public PoolLedger(LedgerStore store, Executor writer, Ticker ticker, int capacity) {
        this.store = store;
        this.writer = writer;
        this.ticker = ticker;
        this.capacity = capacity;
    }

    /**
     * Takes an entry.
     *
     * @return false if it was a share and the queue is full, or if the books are closed; it is not in the books then
     */
    public boolean record(LedgerEntry entry) {
        boolean share = entry instanceof LedgerEntry.Counted || entry instanceof LedgerEntry.Refused;
        if (share && queued.get() >= capacity) {
            unrecorded.incrementAndGet();
            startWriting();
            return false;
        }
        queued.incrementAndGet();
        queue.add(entry);
        // Looked at after the entry is there: either it was there for the last writing, or it is taken back here.
        if (closed && queue.remove(entry)) {
            queued.decrementAndGet();
            return false;
        }
        startWriting();
        return true;
    }

    /** Shares that were turned away because the queue was full. */
    public long unrecorded() {
        return unrecorded.get();
    }

    /** Why the books can not be written at present, for the operator; empty when they can. */
    public Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Writes everything that is queued, on the caller's thread; false if that failed. */
    public boolean flush() {
        writeLock.lock();
        try {
            return !closed && writeAll();
        } finally {
            writeLock.unlock();
        }
    }

    /** What every miner's shares came to, largest accepted difficulty first. */
    public List<MinerCount> miners() {
        flush();
        return store.miners();
    }

    /** Rejected shares by the number of the reason. */
    public Map<Integer, Long> rejections() {
        flush();
        return store.rejections();
    }

    /** The newest blocks, newest first. */
    public List<FoundBlock> blocks(int most) {
        flush();
        return store.blocks(most);
    }

    /** The newest payout lists, oldest of them first. */
    public List<PayoutOffer> offers(int most) {
        flush();
        return store.offers(most);
    }

    /** Passes on the newest headers that count, each with the block it builds on, newest first. */
    public void forEachRecentHeader(int most, BiConsumer<BlockHash, BlockHash> prevHashAndHeaderHash) {
        flush();
        store.forEachRecentHeader(most, prevHashAndHeaderHash);
    }

    /** Takes nothing more, writes what was taken and closes the database. */
    @Override
    public void close() {
        writeLock.lock();
        try {
            closed = true;
            if (!writeAll()) {
                LOG.error("The pool's books were closed with {} entries unwritten: {}", queued.get(), trouble);
            }
            store.close();
        } finally {
            writeLock.unlock();
        }
    }

    private void startWriting() {
        if (trouble != null && ticker.nanos() - failedAt < RETRY_NANOS) {
            return;
        }
        if (writing.compareAndSet(false, true)) {
            writer.execute(() -> {
                // Opened first: an entry that comes while we write starts the next round.
                writing.set(false);
                flush();
            });
        }
    }

    private boolean writeAll() {
        while (fillBatch()) {
            if (!writeBatch()) {
                return false;
            }
        }
        return true;
    }

    private boolean fillBatch() {
        while (batch.size() < BATCH) {
            LedgerEntry entry = queue.poll();
            if (entry == null) {
                break;
            }
            batch.add(entry);
        }
        return !batch.isEmpty();
    }

    private boolean writeBatch() {
        try {
            store.write(List.copyOf(batch));
        } catch (LedgerFailure failure) {
            failedAt = ticker.nanos();
            if (trouble == null) {
                LOG.error("The pool's books can not be written; shares are kept in memory and mining goes on."
                        + " Look at the disk that holds {}.", store.place(), failure);
            }
            trouble = "The pool's books can not be written to " + store.place() + ": " + failure.getMessage();
            return false;
        }
        queued.addAndGet(-batch.size());
        batch.clear();
        trouble = null;
        return true;
    }
}
