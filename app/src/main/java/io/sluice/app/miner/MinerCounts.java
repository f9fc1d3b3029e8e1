package io.sluice.app.miner;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What a miner sent and what it was told. Written on the miner's loop, read on any thread. */
public final class MinerCounts {

    private final AtomicLong submitted = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong jobs = new AtomicLong();
    private final Map<String, LongAdder> rejected = new ConcurrentHashMap<>();

    void submit() {
        submitted.incrementAndGet();
    }

    void accept(long count) {
        accepted.addAndGet(count);
    }

    void reject(String why) {
        rejected.computeIfAbsent(why, _ -> new LongAdder()).increment();
    }

    void job() {
        jobs.incrementAndGet();
    }

    public long submitted() {
        return submitted.get();
    }

    public long accepted() {
        return accepted.get();
    }

    /** Jobs it was given. */
    public long jobs() {
        return jobs.get();
    }

    /** How often each reason was given for a rejection. */
    public Map<String, Long> rejected() {
        Map<String, Long> counts = new TreeMap<>();
        rejected.forEach((why, count) -> counts.put(why, count.sum()));
        return counts;
    }

    public long rejectedTotal() {
        return rejected().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Shares that were sent and not answered yet. */
    public long open() {
        return submitted() - accepted() - rejectedTotal();
    }
}
