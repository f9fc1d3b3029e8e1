package io.sluice.mining.candidate;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.CoinbaseParts;
import io.sluice.mining.bitcoin.MerklePath;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.wire.type.Bytes;

/**
 * The halves of a coinbase as they are mined: the target byte is set. Jobs that share one of these can share every message
 * about it.
 *
 * @param coinbaseClass the class it was built for
 * @param commitment the difficulty that the target byte says
 * @param prefix before the 12 bytes of extranonce
 * @param suffix behind them
 * @param behindPrefix the hash state after the prefix, from which each share goes on
 */
public record CommittedCoinbase(
        CoinbaseClass coinbaseClass,
        ProofOfTarget commitment,
        Bytes prefix,
        Bytes suffix,
        Sha256d.Midstate behindPrefix) {

    static CommittedCoinbase of(CoinbaseParts parts, CoinbaseClass coinbaseClass, ProofOfTarget commitment) {
        Bytes prefix = parts.committed(commitment);
        return new CommittedCoinbase(coinbaseClass, commitment, prefix, parts.suffix(),
                Sha256d.Midstate.behind(prefix));
    }

    /** The merkle root above this coinbase with a whole extranonce. */
    public BlockHash merkleRoot(Bytes extranonce, MerklePath path) {
        byte[] tail = extranonce.concat(suffix).toArray();
        byte[] node = new byte[2 * Sha256d.SIZE];
        Sha256d sha = new Sha256d();
        sha.hash(behindPrefix, tail, 0, tail.length, node, 0);
        path.fold(sha, node);
        return BlockHash.of(node, 0);
    }
}
