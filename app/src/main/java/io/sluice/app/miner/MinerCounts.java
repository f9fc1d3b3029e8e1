package io.sluice.app.miner;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** What a miner sent and what it was told. Written on the miner's loop, read on any thread. */
public final class MinerCounts {

    private final AtomicLong connections = new AtomicLong();
    private final AtomicLong submitted = new AtomicLong();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong unanswered = new AtomicLong();
    private final AtomicLong jobs = new AtomicLong();
    private final ReasonCounts rejected = new ReasonCounts();

    void connected() {
        connections.incrementAndGet();
    }

    /** The connection ended: what was not answered will not be. */
    void disconnected() {
        unanswered.addAndGet(Math.max(0, open()));
    }

    void submit() {
        submitted.incrementAndGet();
    }

    void accept(long count) {
        accepted.addAndGet(count);
    }

    void reject(String why) {
        rejected.add(why);
    }

    void job() {
        jobs.incrementAndGet();
    }

    /** How often it connected again. */
    public long reconnects() {
        return Math.max(0, connections.get() - 1);
    }

    public long submitted() {
        return submitted.get();
    }

    public long accepted() {
        return accepted.get();
    }

    /** Jobs it was given; one for a group counts once. */
    public long jobs() {
        return jobs.get();
    }

    /** How often each reason was given for a rejection. */
    public Map<String, Long> rejected() {
        return rejected.read();
    }

    public long rejectedTotal() {
        return rejected().values().stream().mapToLong(Long::longValue).sum();
    }

    /** Shares that were sent over a connection that ended before the answer came. */
    public long unanswered() {
        return unanswered.get();
    }

    /** Shares that were sent and not answered yet. */
    public long open() {
        return submitted() - accepted() - rejectedTotal() - unanswered();
    }
}
