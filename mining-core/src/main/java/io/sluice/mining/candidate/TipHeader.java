package io.sluice.mining.candidate;

import java.util.Optional;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.Network;

/**
 * What the header of the node's best block says, before there is a template for the next.
 *
 * @param hash of the block
 * @param height of the block
 * @param nBits its own target
 * @param medianTime median of its time and those of the ten blocks before it, Unix seconds
 */
public record TipHeader(BlockHash hash, int height, CompactTarget nBits, long medianTime) {

    /** Where the next block goes; empty where its target can not be told from this header alone. */
    public Optional<ChainTip> next(Network network) {
        return network.nBitsMayChangeAt(height + 1)
                ? Optional.empty()
                : Optional.of(new ChainTip(hash, height + 1, nBits, medianTime + 1));
    }
}
