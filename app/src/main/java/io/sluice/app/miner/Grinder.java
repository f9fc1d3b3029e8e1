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
 *
 * @param <W> what the miner calls a job
 */
final class Grinder<W> {

    private static final long SLICE_MILLIS = 20;
    // After a pause no more than this is made up for.
    private static final double LONGEST_SLICE_SECONDS = 0.25;

    /** What to hash. */
    private static final class Task<W> {

        private final W work;
        private final byte[] header;
        private final Target target;

        private Task(W work, BlockHeader header, Target target) {
            this.work = work;
            this.header = header.serialize().toArray();
            this.target = target;
        }
    }

    /** Hears of a nonce that meets the target. */
    @FunctionalInterface
    interface Finder<W> {
        void found(W work, int nonce);
    }

    private final ScheduledExecutorService loop;
    private final Ticker ticker;
    private final double hashesPerSecond;
    private final Finder<W> finder;
    private final Sha256d sha = new Sha256d();
    private final byte[] hash = new byte[Sha256d.SIZE];
    private @Nullable Task<W> task;
    private long nonce;
    private long lastSlice;
    private boolean running;

    Grinder(ScheduledExecutorService loop, Ticker ticker, double hashesPerSecond, Finder<W> finder) {
        this.loop = loop;
        this.ticker = ticker;
        this.hashesPerSecond = hashesPerSecond;
        this.finder = finder;
    }

    /** Leaves what it was at and sweeps this header, for hashes that meet the target. */
    void mine(W work, BlockHeader header, Target target) {
        task = new Task<>(work, header, target);
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
        Task<W> current = task;
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
                finder.found(current.work, (int) nonce);
            }
        }
    }
}
