package io.sluice.mining.sv2;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.CoinbaseParts;
import io.sluice.mining.bitcoin.MerklePath;
import io.sluice.mining.bitcoin.VersionMask;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.CoinbaseClass;
import io.sluice.mining.candidate.CommittedCoinbase;
import io.sluice.mining.job.HeldJob;
import io.sluice.mining.job.Job;
import io.sluice.wire.mining.MiningMessage;
import io.sluice.wire.mining.NewExtendedMiningJob;
import io.sluice.wire.mining.NewMiningJob;
import io.sluice.wire.mining.SetNewPrevHash;
import io.sluice.wire.type.U256;

/** Puts jobs into messages. */
final class JobMessages {

    /** ESP-Miner reads no longer payload, and nobody has proven to us that it does. */
    static final int MAX_PAYLOAD = 8191;

    /** Bytes of an active {@link NewExtendedMiningJob} besides its branches and the halves of the coinbase. */
    private static final int FIXED_PAYLOAD = 23;

    /** From the largest coinbase to the smallest. */
    private static final List<CoinbaseClass> BY_SIZE = List.of(CoinbaseClass.LARGE, CoinbaseClass.MEDIUM,
            CoinbaseClass.BYTES_2250, CoinbaseClass.DEFAULT, CoinbaseClass.SMALL, CoinbaseClass.BLANK);

    private JobMessages() {}

    /** The job, to be kept until {@link #start} names it. */
    static MiningMessage future(long channelId, Job job) {
        return message(channelId, job, OptionalLong.empty());
    }

    /** A job of the next block, to be kept until {@link #start} names it. */
    static MiningMessage future(long channelId, HeldJob job) {
        return message(channelId, job.id(), OptionalLong.empty(), job.version(), job.versionMask(), job.coinbase(),
                job.merkleRoot(), MerklePath.EMPTY);
    }

    /** The job, to be mined at once. */
    static MiningMessage active(long channelId, Job job) {
        return message(channelId, job, OptionalLong.of(job.startNtime()));
    }

    /**
     * The call to begin with a job that was sent as a future one. Miners that never roll nTime take the one in here, so it is the
     * node's idea of now and not the earliest that the network would take.
     */
    static SetNewPrevHash start(long channelId, Job job) {
        return new SetNewPrevHash(channelId, job.id(), wire(job.candidate().tip().prevHash()), job.startNtime(),
                Integer.toUnsignedLong(job.candidate().tip().nBits().nBits()));
    }

    private static MiningMessage message(long channelId, Job job, OptionalLong minNtime) {
        return message(channelId, job.id(), minNtime, job.version(), job.versionMask(), job.coinbase(),
                job.merkleRoot(), job.candidate().template().merklePath());
    }

    private static MiningMessage message(long channelId, long id, OptionalLong minNtime, int version, VersionMask mask,
            CommittedCoinbase coinbase, Optional<BlockHash> root, MerklePath path) {
        return root.isPresent()
                ? new NewMiningJob(channelId, id, minNtime, Integer.toUnsignedLong(version), wire(root.get()))
                : new NewExtendedMiningJob(
                        channelId,
                        id,
                        minNtime,
                        Integer.toUnsignedLong(version),
                        !mask.equals(VersionMask.NONE),
                        path.branches().stream().map(JobMessages::wire).toList(),
                        coinbase.prefix(),
                        coinbase.suffix());
    }

    /** The largest class up to {@code wanted} whose extended job stays within {@link #MAX_PAYLOAD}. */
    static CoinbaseClass fitting(BlockCandidate candidate, CoinbaseClass wanted) {
        return BY_SIZE.stream()
                .skip(BY_SIZE.indexOf(wanted))
                .filter(smaller -> payload(candidate, smaller) <= MAX_PAYLOAD)
                .findFirst()
                .orElse(CoinbaseClass.BLANK);
    }

    private static int payload(BlockCandidate candidate, CoinbaseClass coinbaseClass) {
        int halves = candidate.coinbase(coinbaseClass).parts().size() - CoinbaseParts.EXTRANONCE_SIZE;
        return FIXED_PAYLOAD + U256.SIZE * candidate.template().merklePath().branches().size() + halves;
    }

    private static U256 wire(BlockHash hash) {
        return new U256(hash.internal());
    }
}
