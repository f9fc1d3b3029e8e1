package io.sluice.mining.share;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.wire.type.Bytes;

/**
 * A header that meets the network's target, with all that makes it a block.
 *
 * @param candidate gives the transactions
 * @param header 80 bytes
 * @param hash of the header
 * @param coinbase whole transaction without witness
 * @param finder the user identity that found it
 */
public record SolvedBlock(BlockCandidate candidate, Bytes header, BlockHash hash, Bytes coinbase, String finder) {}
