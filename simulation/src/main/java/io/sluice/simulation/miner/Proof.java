package io.sluice.simulation.miner;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.simulation.trace.Happening.JobSight;
import io.sluice.wire.type.Bytes;

/**
 * A header that was tried, and what of it the gateway must be told.
 *
 * @param extranonce the miner's part; empty where it has none
 * @param hash of the header
 */
record Proof(JobSight job, Bytes extranonce, BlockHeader header, BlockHash hash) {}
