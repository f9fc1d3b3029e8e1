package io.sluice.pool.share;

import io.sluice.datum.message.JobSection;
import io.sluice.datum.message.PowSubmission;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.CoinbaseParts;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.wire.type.Bytes;

/**
 * Puts together what a miner hashed: the coinbase with its target byte, job prefix and extranonce, the merkle root above it,
 * the header (section 7.3).
 *
 * <p>Threading: the connection's thread.
 */
final class WorkRebuilder {

    private final Sha256d sha = new Sha256d();
    /** A node of the merkle tree and its sibling. */
    private final byte[] node = new byte[2 * Sha256d.SIZE];
    private final byte[] headerHash = new byte[BlockHash.SIZE];

    /**
     * What was hashed.
     *
     * @param coinbase without witness
     * @param hash of the header
     */
    record Work(Bytes coinbase, BlockHeader header, BlockHash hash) {}

    /** @param targetByteIndex where the coinbase has its placeholder */
    Work rebuild(JobSection job, GatewayCoinbase coinbase, int targetByteIndex, ProofOfTarget difficulty,
            PowSubmission share) {
        var parts = new CoinbaseParts(coinbase.coinb1(), coinbase.coinb2(), targetByteIndex);
        Bytes prefix = share.quickdiff() ? parts.committedQuick(difficulty) : parts.committed(difficulty);
        byte[] mined = new byte[parts.size()];
        int at = prefix.copyTo(mined, 0);
        at = share.extranonce().copyTo(mined, at);
        coinbase.coinb2().copyTo(mined, at);

        sha.hash(mined, 0, mined.length, node, 0);
        if (!share.subsidyOnly()) {
            job.merklePath().fold(sha, node);
        }
        var header = new BlockHeader(
                share.version(), job.prevHash(), BlockHash.of(node, 0), share.nTime(), job.nBits(), share.nonce());
        sha.hash(header.serialize().toArray(), 0, BlockHeader.SIZE, headerHash, 0);
        return new Work(Bytes.adopt(mined), header, BlockHash.of(headerHash, 0));
    }
}
