package io.sluice.pool.share;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.ProofOfTarget;

/**
 * Work that was really done: a hash that meets the target it commits to, whatever else is wrong with the share.
 *
 * @param headerHash its name; no two shares have the same
 * @param difficulty what it commits to
 * @param prevHash the block it builds on
 * @param height of the block it would be, as the gateway says
 */
public record ProvenWork(BlockHash headerHash, ProofOfTarget difficulty, BlockHash prevHash, long height) {}
