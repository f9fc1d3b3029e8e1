package io.sluice.mining.job;

import java.util.Optional;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.CoinbaseParts;
import io.sluice.mining.bitcoin.MerklePath;
import io.sluice.mining.bitcoin.VersionMask;
import io.sluice.mining.candidate.CommittedCoinbase;
import io.sluice.mining.candidate.HeldWork;
import io.sluice.wire.type.Bytes;

/**
 * A job that a miner holds ready: a {@link Job} without its candidate, target and time, which come when it begins.
 *
 * @param id as of a job
 * @param work what it is about
 * @param coinbase the halves that will be mined
 * @param version as of a job
 * @param versionMask as of a job
 * @param fixedExtranonce as of a job
 */
public record HeldJob(
        long id,
        HeldWork work,
        CommittedCoinbase coinbase,
        int version,
        VersionMask versionMask,
        Bytes fixedExtranonce) {

    /** The merkle root, when the miner has no extranonce to choose. */
    public Optional<BlockHash> merkleRoot() {
        return fixedExtranonce.length() < CoinbaseParts.EXTRANONCE_SIZE
                ? Optional.empty()
                : Optional.of(coinbase.merkleRoot(fixedExtranonce, MerklePath.EMPTY));
    }
}
