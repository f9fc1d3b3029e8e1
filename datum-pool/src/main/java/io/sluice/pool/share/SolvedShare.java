package io.sluice.pool.share;

import io.sluice.datum.message.JobSection;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.wire.type.Bytes;

/**
 * A header that meets the network's target. To be a block it lacks its transactions, unless it has none.
 *
 * @param hash of the header
 * @param coinbase as it was hashed, without witness
 * @param slot of the job, to ask the gateway about
 * @param job what the gateway said about it
 * @param subsidyOnly whether the coinbase is the only transaction
 * @param username who found it
 */
public record SolvedShare(
        BlockHash hash, BlockHeader header, Bytes coinbase, int slot, JobSection job, boolean subsidyOnly,
        Bytes username) {

    /** Whether the block has transactions that the gateway would have to show. */
    public boolean needsTransactions() {
        return !subsidyOnly && job.transactionCount() > 0;
    }
}
