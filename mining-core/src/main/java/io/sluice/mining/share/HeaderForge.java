package io.sluice.mining.share;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.CoinbaseParts;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.mining.job.Job;
import io.sluice.wire.type.Bytes;

/**
 * Rebuilds and hashes the header of a share.
 *
 * <p>A miner sweeps nonce and version under one extranonce for a long time, so the merkle root of the last extranonce is kept:
 * most shares cost one header hash. What a new extranonce costs is one coinbase from behind its prefix, and the branches.
 *
 * <p>Under a known extranonce it makes no garbage; a new one costs a copy of the digest that holds the hashed prefix. Belongs to the
 * loop of its connection.
 */
final class HeaderForge {

    private final Sha256d sha = new Sha256d();
    private final byte[] header = new byte[BlockHeader.SIZE];
    private final byte[] hash = new byte[Sha256d.SIZE];
    private final byte[] node = new byte[2 * Sha256d.SIZE];
    // The extranonce and behind it the suffix of the job of before.
    private byte[] tail = new byte[0];
    private int tailLength;
    private @Nullable Job job;
    private Bytes rolled = Bytes.EMPTY;

    /** Hashes the header of a share whose extranonce has the right length. Returns the hash, valid until the next call. */
    @SuppressWarnings("ReferenceEquality") // the very same job: comparing its fields would cost more than a header hash
    byte[] hash(Job job, Share share) {
        if (job != this.job) {
            switchTo(job);
            putExtranonce(job, share.extranonce());
        } else if (!share.extranonce().equals(rolled)) {
            putExtranonce(job, share.extranonce());
        }
        BlockHeader.putInt(header, 0, share.version());
        BlockHeader.putInt(header, 68, (int) share.nTime());
        BlockHeader.putInt(header, 76, share.nonce());
        sha.hash(header, 0, header.length, hash, 0);
        return hash;
    }

    /** A copy of the header hashed last. */
    Bytes header() {
        return Bytes.of(header);
    }

    /** A copy of the 12 bytes of extranonce hashed last. */
    Bytes extranonce() {
        return Bytes.of(tail, 0, CoinbaseParts.EXTRANONCE_SIZE);
    }

    /** The coinbase hashed last, without witness. */
    Bytes coinbase(Job job) {
        return job.coinbase().prefix().concat(Bytes.of(tail, 0, tailLength));
    }

    private void switchTo(Job next) {
        Bytes suffix = next.coinbase().suffix();
        tailLength = CoinbaseParts.EXTRANONCE_SIZE + suffix.length();
        if (tail.length < tailLength) {
            tail = new byte[tailLength];
        }
        next.fixedExtranonce().copyTo(tail, 0);
        suffix.copyTo(tail, CoinbaseParts.EXTRANONCE_SIZE);
        next.candidate().tip().prevHash().internal().copyTo(header, 4);
        BlockHeader.putInt(header, 72, next.candidate().tip().nBits().nBits());
        job = next;
    }

    private void putExtranonce(Job job, Bytes extranonce) {
        extranonce.copyTo(tail, job.fixedExtranonce().length());
        sha.hash(job.coinbase().behindPrefix(), tail, 0, tailLength, node, 0);
        job.candidate().template().merklePath().fold(sha, node);
        System.arraycopy(node, 0, header, BlockHeader.MERKLE_ROOT_OFFSET, Sha256d.SIZE);
        rolled = extranonce;
    }
}
