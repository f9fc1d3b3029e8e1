package io.sluice.mining.share;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.job.Job;
import io.sluice.wire.type.Bytes;

/**
 * A share that passed.
 *
 * @param job what was mined
 * @param share as submitted
 * @param extranonce all 12 bytes as they stand in the coinbase
 * @param hash of the header
 * @param userIdentity whose work it is, as the miner calls itself
 * @param meetsCommitment whether the hash meets the difficulty its coinbase commits to; if not it is never sent to a pool
 * @param solvesBlock whether the header meets the network's target
 */
public record AcceptedShare(
        Job job,
        Share share,
        Bytes extranonce,
        BlockHash hash,
        String userIdentity,
        boolean meetsCommitment,
        boolean solvesBlock) {}
