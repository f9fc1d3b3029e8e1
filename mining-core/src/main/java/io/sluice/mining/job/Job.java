package io.sluice.mining.job;

import java.util.Optional;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.CoinbaseParts;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.bitcoin.VersionMask;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.CommittedCoinbase;
import io.sluice.mining.vardiff.ShareDifficulty;
import io.sluice.wire.type.Bytes;

/**
 * What one channel mines: a candidate's coinbase of one class with one commitment, under the channel's extranonce, at one
 * target. All of it is fixed when the job is cut; a new target or commitment is a new job.
 *
 * @param id unsigned 32 bits, different from that of every other job its channel remembers
 * @param candidate what block it is about
 * @param coinbase the halves that are mined
 * @param target what a share's hash must meet; may be easier than the commitment for a small miner
 * @param difficulty the same as a power of two, rounded to the easier side
 * @param commitmentTarget what the hash must meet for the pool to take the share
 * @param version the header field before rolling: bits 13 to 28 are clear
 * @param versionMask the bits that may be rolled
 * @param fixedExtranonce the leading bytes of the 12 that the miner can not choose: all 12 on a standard channel
 * @param networkTarget what a block's hash must meet
 */
public record Job(
        long id,
        BlockCandidate candidate,
        CommittedCoinbase coinbase,
        Target target,
        ShareDifficulty difficulty,
        Target commitmentTarget,
        int version,
        VersionMask versionMask,
        Bytes fixedExtranonce,
        Target networkTarget) {

    public Job {
        if (fixedExtranonce.length() > CoinbaseParts.EXTRANONCE_SIZE) {
            throw new IllegalArgumentException("an extranonce has 12 bytes, not " + fixedExtranonce.length());
        }
    }

    /** The difficulty that the coinbase commits to. */
    public ProofOfTarget commitment() {
        return coinbase.commitment();
    }

    /** How many bytes of extranonce the miner chooses. */
    public int rollableSize() {
        return CoinbaseParts.EXTRANONCE_SIZE - fixedExtranonce.length();
    }

    /** The earliest nTime, Unix seconds. */
    public long minNtime() {
        return candidate.tip().minNtime();
    }

    /** The nTime to start with, Unix seconds. */
    public long startNtime() {
        return Math.max(candidate.template().curTime(), minNtime());
    }

    /** The merkle root, when the miner has no extranonce to choose. */
    public Optional<BlockHash> merkleRoot() {
        return rollableSize() > 0
                ? Optional.empty()
                : Optional.of(coinbase.merkleRoot(fixedExtranonce, candidate.template().merklePath()));
    }
}
