package io.sluice.pool.link;

import java.time.Duration;

/**
 * How often something may happen: a number at once, and then one more each time a period has passed.
 *
 * <p>One thread.
 */
final class Allowance {

    private final int most;
    private final long periodNanos;

    private int left;
    private long refilledAt;

    Allowance(int most, Duration period, long now) {
        this.most = most;
        this.periodNanos = period.toNanos();
        this.left = most;
        this.refilledAt = now;
    }

    /** Whether it may happen once more. */
    boolean take(long now) {
        long periods = (now - refilledAt) / periodNanos;
        if (periods > 0) {
            left = (int) Math.min(most, left + periods);
            refilledAt += periods * periodNanos;
        }
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }
}
