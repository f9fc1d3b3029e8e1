package io.sluice.app.node;

import io.sluice.mining.bitcoin.Block;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.HeightPush;
import io.sluice.mining.bitcoin.MalformedTransaction;
import io.sluice.wire.type.Bytes;

/**
 * A block that was written to disk when it was found.
 *
 * @param hash of its header
 * @param height as its coinbase says
 * @param time as its header says, Unix seconds
 * @param bytes all of it, as {@code submitblock} takes it
 */
public record StoredBlock(BlockHash hash, int height, long time, Bytes bytes) {

    static StoredBlock read(Bytes bytes) throws MalformedTransaction {
        Block block = Block.read(bytes);
        int height = HeightPush.read(block.coinbase().inputs().getFirst().scriptSig()).map(HeightPush::height)
                .orElseThrow(() -> new MalformedTransaction("its coinbase names no height"));
        return new StoredBlock(block.header().hash(), height, block.header().nTime(), bytes);
    }
}
