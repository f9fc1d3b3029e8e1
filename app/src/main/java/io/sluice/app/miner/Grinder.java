package io.sluice.app.miner;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.time.Ticker;

/**
 * Hashes headers in small slices on a loop that others use too, at a set rate: a miner for trying out must not eat the machine.
 *
 * <p>Belongs to its loop.
 */
final class Grinder {

    private static final long SLICE_MILLIS = 20;
    // After a pause no more than this is made up for.
    private static final double LONGEST_SLICE_SECONDS = 0.25;

    /** What to hash. */
    static final class Task {

        private final Object job;
        private final byte[] header;
        private final Target target;

        /**
         * @param job what the miner calls it
         * @param header its nonce is swept from 0
         * @param target what a hash must meet
         */
        Task(Object job, BlockHeader header, Target target) {
            this.job = job;
            this.header = header.serialize().toArray();
            this.target = target;
        }

        Object job() {
            return job;
        }
    }

    /** Hears of a nonce that meets the target. */
    @FunctionalInterface
    interface Finder {
        void found(Task task, int nonce);
    }

    private final ScheduledExecutorService loop;
    private final Ticker ticker;
    private final double hashesPerSecond;
    private final Finder finder;
    private final Sha256d sha = new Sha256d();
    private final byte[] hash = new byte[Sha256d.SIZE];
    private @Nullable Task task;
    private long nonce;
    private long lastSlice;
    private boolean running;

    Grinder(ScheduledExecutorService loop, Ticker ticker, double hashesPerSecond, Finder finder) {
        this.loop = loop;
        this.ticker = ticker;
        this.hashesPerSecond = hashesPerSecond;
        this.finder = finder;
    }

    /** Leaves what it was at and sweeps this. */
    void mine(Task next) {
        task = next;
        nonce = 0;
        if (!running) {
            running = true;
            lastSlice = ticker.nanos();
            later();
        }
    }

    /** Stops until the next task. */
    void stop() {
        task = null;
    }

    private void later() {
        loop.schedule(this::slice, SLICE_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void slice() {
        long now = ticker.nanos();
        double seconds = Math.min(LONGEST_SLICE_SECONDS, (now - lastSlice) / 1e9);
        lastSlice = now;
        Task current = task;
        if (current == null) {
            running = false;
            return;
        }
        later();
        long hashes = (long) (hashesPerSecond * seconds);
        // Finding a share may change the task; then the rest of the slice is let go.
        for (long i = 0; i < hashes && task == current && nonce <= 0xffff_ffffL; i++, nonce++) {
            BlockHeader.putInt(current.header, 76, (int) nonce);
            sha.hash(current.header, 0, BlockHeader.SIZE, hash, 0);
            if (current.target.isMetBy(hash, 0)) {
                finder.found(current, (int) nonce);
            }
        }
    }
}
