package io.sluice.pool.ledger;

/**
 * What one miner's shares came to.
 *
 * @param name empty for all who never proved any work
 * @param accepted shares
 * @param acceptedDifficulty sum of what they commit to, relative to the network's difficulty one
 * @param tentative shares that wait for our node
 * @param rejected shares, for whatever reason
 * @param lastShareAt Unix milliseconds of the last share that counted; 0 if none did
 */
public record MinerCount(
        String name, long accepted, long acceptedDifficulty, long tentative, long tentativeDifficulty, long rejected,
        long lastShareAt) {}
