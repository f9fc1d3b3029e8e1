package io.sluice.pool.ledger;

import io.sluice.mining.bitcoin.BlockHash;

/**
 * A block that a gateway of this pool found.
 *
 * @param outcome name of a {@link io.sluice.pool.chain.BlockAnswer.Outcome}, or {@code PENDING}
 * @param words the node's own
 * @param foundAt Unix milliseconds
 */
public record FoundBlock(
        BlockHash hash, long height, String miner, String outcome, String words, long foundAt) {}
