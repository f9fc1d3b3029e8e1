package io.sluice.app.sandbox;

import java.util.List;

import io.sluice.mining.bitcoin.Block;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.Transaction;

/**
 * A block in the sandbox's tree.
 *
 * @param hash of its header
 * @param txids of all its transactions, coinbase first
 * @param fees satoshi
 */
public record SandboxBlock(BlockHash hash, int height, Block block, List<BlockHash> txids, long fees) {

    public SandboxBlock {
        txids = List.copyOf(txids);
    }

    static SandboxBlock of(Block block, int height, long fees) {
        return new SandboxBlock(block.header().hash(), height, block,
                block.transactions().stream().map(Transaction::txid).toList(), fees);
    }

    /** The block it stands on. */
    public BlockHash parent() {
        return block.header().prevHash();
    }

    /** As its header says, Unix seconds. */
    public long time() {
        return block.header().nTime();
    }
}
