package io.sluice.mining.vardiff;

import java.time.Duration;

import io.sluice.mining.time.Ticker;

/**
 * The difficulty that one channel should have.
 *
 * <p>It measures work, not shares: a share counts with the difficulty of its own job, so shares of older, easier jobs do not
 * mislead it. It looks at a window that grows until there is enough to see:
 *
 * <ul>
 * <li>far too fast (more than {@value #FAR} times the aim, from {@value #ENOUGH} shares on): raise at once, all the way;
 * <li>far too slow, after a minute: lower all the way the measurement says, at most a quarter when no share came at all;
 * <li>a little off (by more than {@value #NEAR}), after four minutes: one step.
 * </ul>
 *
 * A change is only a wish: it becomes true with the next job that is cut. Belongs to the loop of its connection.
 */
public final class Vardiff {

    private static final int ENOUGH = 8;
    private static final double FAR = 3;
    private static final double NEAR = 1.6;
    private static final long SLOW_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long LONG_NANOS = Duration.ofMinutes(4).toNanos();
    private static final double NANOS_PER_MINUTE = Duration.ofMinutes(1).toNanos();

    private final VardiffPolicy policy;
    private final Ticker ticker;
    private ShareDifficulty wish;
    private long windowStart;
    private int shares;
    private double work;

    public Vardiff(VardiffPolicy policy, Ticker ticker, ShareDifficulty start) {
        this.policy = policy;
        this.ticker = ticker;
        this.wish = policy.clamp(start);
        this.windowStart = ticker.nanos();
    }

    /** What the next job should have. */
    public ShareDifficulty wish() {
        return wish;
    }

    /** The miner, or its protocol, names a difficulty. Returns whether the wish changed. */
    public boolean suggest(ShareDifficulty suggestion) {
        return moveTo(suggestion);
    }

    /** A good share came, on a job of this difficulty. */
    public void shareFound(ShareDifficulty ofItsJob) {
        shares++;
        work += Math.scalb(1.0, ofItsJob.exponent());
    }

    /** Looks whether the difficulty should change. Cheap; call it after shares and on ticks. Returns whether the wish changed. */
    public boolean evaluate() {
        long elapsed = ticker.nanos() - windowStart;
        if (elapsed <= 0) {
            return false;
        }
        double aimedWork = Math.scalb(policy.sharesPerMinute(), wish.exponent()) * elapsed / NANOS_PER_MINUTE;
        double ratio = work / aimedWork;
        if (shares >= ENOUGH && ratio > FAR) {
            return moveTo(wish.plus((int) Math.round(log2(ratio))));
        }
        if (elapsed >= SLOW_NANOS && ratio < 1 / FAR && expectedAtLeast(elapsed, ENOUGH)) {
            return moveTo(wish.plus(shares == 0 ? -2 : (int) Math.round(log2(ratio))));
        }
        if (elapsed >= LONG_NANOS) {
            int step = ratio > NEAR ? 1 : ratio < 1 / NEAR ? -1 : 0;
            boolean moved = moveTo(wish.plus(step));
            startWindow();
            return moved;
        }
        return false;
    }

    /** The measured hash rate in hashes a second; zero before the first share of the window. */
    public double hashRate() {
        long elapsed = ticker.nanos() - windowStart;
        return elapsed <= 0
                ? 0
                : work * policy.one().target().expectedHashes() / elapsed * Duration.ofSeconds(1).toNanos();
    }

    private boolean expectedAtLeast(long elapsed, int count) {
        return policy.sharesPerMinute() * elapsed / NANOS_PER_MINUTE >= count;
    }

    private boolean moveTo(ShareDifficulty next) {
        ShareDifficulty allowed = policy.clamp(next);
        if (allowed.equals(wish)) {
            return false;
        }
        wish = allowed;
        startWindow();
        return true;
    }

    private void startWindow() {
        windowStart = ticker.nanos();
        shares = 0;
        work = 0;
    }

    private static double log2(double value) {
        return Math.log(value) / Math.log(2);
    }
}
