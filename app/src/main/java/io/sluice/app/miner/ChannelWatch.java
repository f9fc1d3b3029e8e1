package io.sluice.app.miner;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.sluice.mining.time.Ticker;

/** How the channels of a miner fare, and how long they waited for work. Written on the miner's loop, read on any thread. */
public final class ChannelWatch {

    /** What a channel works on. */
    enum Standing {
        /** Nothing. */
        IDLE,
        /** A block that is past: the server has told another channel of a newer one. */
        BEHIND,
        /** The newest block. */
        CURRENT
    }

    private static final long NEVER = -1;

    private final int planned;
    private final Ticker ticker;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger withWork = new AtomicInteger();
    private final AtomicInteger behind = new AtomicInteger();
    private final AtomicLong closed = new AtomicLong();
    private final AtomicLong blocks = new AtomicLong();
    private final AtomicLong firstWork = new AtomicLong(NEVER);
    private final AtomicLong lastBlock = new AtomicLong(NEVER);
    private final AtomicLong longestBlock = new AtomicLong(NEVER);
    private final ReasonCounts refused = new ReasonCounts();
    private final ReasonCounts faults = new ReasonCounts();
    private long begun;
    private long block;

    ChannelWatch(int planned, Ticker ticker) {
        this.planned = planned;
        this.ticker = ticker;
    }

    /** A connection begins, without channels. */
    void begin() {
        begun = ticker.nanos();
        firstWork.set(NEVER);
    }

    void opened() {
        open.incrementAndGet();
    }

    /** The first word of a new block: all that have work are behind. */
    void newBlock() {
        int all = withWork.get();
        behind.set(all);
        block = ticker.nanos();
        if (all > 0) {
            blocks.incrementAndGet();
        }
    }

    /** A channel that stood so stands so now. */
    void moved(Standing from, Standing to) {
        if (from == to) {
            return;
        }
        if (from == Standing.IDLE) {
            gainedWork();
        } else if (to == Standing.IDLE) {
            withWork.decrementAndGet();
        }
        if (to == Standing.BEHIND) {
            behind.incrementAndGet();
        } else if (from == Standing.BEHIND && behind.decrementAndGet() == 0) {
            caughtUp();
        }
    }

    private void gainedWork() {
        if (withWork.incrementAndGet() == planned && firstWork.get() == NEVER) {
            firstWork.set(ticker.nanos() - begun);
        }
    }

    private void caughtUp() {
        long took = ticker.nanos() - block;
        lastBlock.set(took);
        longestBlock.accumulateAndGet(took, Math::max);
    }

    /** The server closed a channel that stood so. */
    void closed(Standing last) {
        closed.incrementAndGet();
        open.decrementAndGet();
        moved(last, Standing.IDLE);
    }

    /** The connection ended, and all channels with it. */
    void end() {
        open.set(0);
        withWork.set(0);
        behind.set(0);
    }

    void refused(String why) {
        refused.add(why);
    }

    void fault(String what) {
        faults.add(what);
    }

    /** How many it wants. */
    public int planned() {
        return planned;
    }

    public int open() {
        return open.get();
    }

    public int withWork() {
        return withWork.get();
    }

    /** How many still work on the block before. */
    public int behind() {
        return behind.get();
    }

    /** Channels that the server closed. */
    public long closed() {
        return closed.get();
    }

    /** New blocks while there was work. */
    public long blocks() {
        return blocks.get();
    }

    /** From the end of the handshake until all channels had work, on the present connection. */
    public Optional<Duration> untilAllHadWork() {
        return duration(firstWork);
    }

    /** From the first word of the last block that reached all channels until it had. */
    public Optional<Duration> lastBlock() {
        return duration(lastBlock);
    }

    /** The same of the slowest block. */
    public Optional<Duration> slowestBlock() {
        return duration(longestBlock);
    }

    /** How often the server gave which reason not to open a channel. */
    public Map<String, Long> refused() {
        return refused.read();
    }

    /** What the server did that the protocol does not allow, and how often. */
    public Map<String, Long> faults() {
        return faults.read();
    }

    private static Optional<Duration> duration(AtomicLong nanos) {
        long read = nanos.get();
        return read == NEVER ? Optional.empty() : Optional.of(Duration.ofNanos(read));
    }
}
