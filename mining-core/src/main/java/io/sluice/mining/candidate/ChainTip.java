package io.sluice.mining.candidate;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.CompactTarget;

/**
 * Where the next block goes. Kept apart from the template, since a tip may be known before a template for it.
 *
 * @param prevHash the block to build on
 * @param height the height of the block that is being mined, one above the tip
 * @param nBits the target of that block
 * @param minNtime the earliest valid nTime, Unix seconds
 */
public record ChainTip(BlockHash prevHash, int height, CompactTarget nBits, long minNtime) {

    public ChainTip {
        if (height < 1) {
            throw new IllegalArgumentException("the block above the tip has at least height 1, not " + height);
        }
    }

    /** Whether both mean the same place in the chain, whatever else changed. */
    public boolean sameParent(ChainTip other) {
        return prevHash.equals(other.prevHash);
    }
}
