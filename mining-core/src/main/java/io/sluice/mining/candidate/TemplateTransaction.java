package io.sluice.mining.candidate;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.wire.type.Bytes;

/**
 * One transaction the node chose.
 *
 * @param raw full serialisation with witness, as the node gave it
 * @param txid hash without witness: what the merkle tree is made of
 * @param wtxid hash with witness: what DATUM's short ids are made of
 * @param fee satoshi
 * @param sigops cost as the node counts it
 * @param weight weight units
 */
public record TemplateTransaction(Bytes raw, BlockHash txid, BlockHash wtxid, long fee, int sigops, int weight) {}
