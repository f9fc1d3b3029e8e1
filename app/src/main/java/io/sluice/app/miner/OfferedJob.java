package io.sluice.app.miner;

import java.util.OptionalLong;
import java.util.function.Function;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.MerklePath;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.wire.mining.NewExtendedMiningJob;
import io.sluice.wire.mining.NewMiningJob;
import io.sluice.wire.type.Bytes;

/**
 * A job as the server told it, once for all channels that it was told to. Immutable.
 *
 * @param extended whether channels of both kinds can work on it, else standard ones only
 * @param minNtime empty for a future job
 * @param root from the whole extranonce, the merkle root
 */
record OfferedJob(
        long id, boolean extended, OptionalLong minNtime, int version, Function<Bytes, BlockHash> root) {

    static OfferedJob of(NewMiningJob job) {
        BlockHash root = new BlockHash(job.merkleRoot().wire());
        return new OfferedJob(job.jobId(), false, job.minNtime(), (int) job.version(), _ -> root);
    }

    static OfferedJob of(NewExtendedMiningJob job) {
        MerklePath path = new MerklePath(job.merklePath().stream().map(node -> new BlockHash(node.wire())).toList());
        Bytes prefix = job.coinbaseTxPrefix();
        Bytes suffix = job.coinbaseTxSuffix();
        return new OfferedJob(job.jobId(), true, job.minNtime(), (int) job.version(),
                extranonce -> path.root(new BlockHash(Sha256d.hash(prefix.concat(extranonce).concat(suffix)))));
    }
}
