package io.sluice.pool.chain;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.CompactTarget;

/**
 * What the next block has to be, as the pool's own node says.
 *
 * @param prevHash the newest block, which the next one builds on
 * @param height of the next block, at least 1
 * @param nBits the next block's target
 * @param minTime earliest time its header may carry, Unix seconds
 */
public record PoolTip(BlockHash prevHash, int height, CompactTarget nBits, long minTime) {

    public PoolTip {
        if (height < 1) {
            throw new IllegalArgumentException("the next block has a height of at least 1, not " + height);
        }
    }
}
