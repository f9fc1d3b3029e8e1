package io.sluice.pool.ledger;

import java.time.Duration;

/**
 * How much the books keep.
 *
 * @param queueCapacity shares that wait in memory for the disk, at most
 * @param shareRetention how long single shares are kept; sums per miner are kept for good
 */
public record LedgerSettings(int queueCapacity, Duration shareRetention) {

    /** Room for a few seconds of ten thousand miners, and a week of shares. */
    public static final LedgerSettings DEFAULT = new LedgerSettings(100_000, Duration.ofDays(7));
}
