package io.sluice.simulation.miner;

import java.util.Optional;
import java.util.random.RandomGenerator;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.MerklePath;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.mining.bitcoin.Target;
import io.sluice.simulation.trace.Happening.CoinbaseParts;
import io.sluice.simulation.trace.Happening.JobSight;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.U256;

/**
 * A job in the hands of a miner, who really hashes. No header of it is ever tried twice: the nonce goes on from a random one, and
 * each search has an extranonce of its own.
 */
final class Work {

    private static final int NONCE_OFFSET = 76;
    /** Tries for a hash that misses its target: so many never hit in a row. */
    private static final int MANY = 64;
    private static final int MOST_FOR_A_BLOCK = 1 << 20;

    private final JobSight job;
    private final Rolling rolling;
    private final RandomGenerator random;
    private final Target target;
    private final BlockHash prevHash;
    private final Sha256d sha = new Sha256d();
    private long extranonce;
    private int nonce;

    /** @param job one that is on a block */
    Work(JobSight job, Rolling rolling, RandomGenerator random) {
        this.job = job;
        this.rolling = rolling;
        this.random = random;
        this.target = Target.fromWire(new U256(job.target()));
        this.prevHash = job.prevHash().orElseThrow();
        this.extranonce = random.nextLong();
        this.nonce = random.nextInt();
    }

    JobSight job() {
        return job;
    }

    BlockHash prevHash() {
        return prevHash;
    }

    /** How many hashes a share takes on average. */
    double expectedHashes() {
        return target.expectedHashes();
    }

    /** Hashes until the target is met. */
    Proof find() {
        return find(version(), ntime());
    }

    /** As {@link #find()}, with a time that is none of the job's. */
    Proof findAt(long ntime) {
        return find(version(), ntime);
    }

    /** As {@link #find()}, with version bits changed that are not to be. */
    Proof findWithForbiddenBit() {
        return find(version() ^ Rolling.FORBIDDEN_BIT, ntime());
    }

    /** A header that does not meet the target; nothing when all do. */
    Optional<Proof> miss() {
        return search(version(), ntime(), target, false, MANY);
    }

    /** Hashes until the network's target is met; nothing when that takes too long. */
    Optional<Proof> findBlock() {
        return search(version(), ntime(), new CompactTarget(job.nBits()).toTarget(), true, MOST_FOR_A_BLOCK);
    }

    private Proof find(int version, long ntime) {
        return search(version, ntime, target, true, Long.MAX_VALUE).orElseThrow();
    }

    private Optional<Proof> search(int version, long ntime, Target wanted, boolean met, long tries) {
        Bytes mine = nextExtranonce();
        byte[] header = new BlockHeader(version, prevHash, root(mine), ntime, new CompactTarget(job.nBits()), 0)
                .serialize().toArray();
        byte[] hash = new byte[Sha256d.SIZE];
        for (long i = 0; i < tries; i++) {
            BlockHeader.putInt(header, NONCE_OFFSET, nonce++);
            sha.hash(header, 0, header.length, hash, 0);
            if (wanted.isMetBy(hash, 0) == met) {
                return Optional.of(new Proof(job, mine, BlockHeader.read(header, 0), BlockHash.of(hash, 0)));
            }
        }
        return Optional.empty();
    }

    private int version() {
        return job.version() ^ random.nextInt() & rolling.versionBits();
    }

    private long ntime() {
        return job.ntime() + random.nextInt(rolling.seconds() + 1);
    }

    private Bytes nextExtranonce() {
        byte[] bytes = new byte[job.parts().map(CoinbaseParts::rollable).orElse(0)];
        long counter = extranonce++;
        for (int i = 0; i < Math.min(Long.BYTES, bytes.length); i++) {
            bytes[i] = (byte) (counter >>> 8 * i);
        }
        return Bytes.adopt(bytes);
    }

    private BlockHash root(Bytes mine) {
        return job.parts().map(parts -> root(parts, mine)).or(job::merkleRoot).orElseThrow();
    }

    private static BlockHash root(CoinbaseParts parts, Bytes mine) {
        Bytes coinbase = parts.prefix().concat(parts.extranoncePrefix()).concat(mine).concat(parts.suffix());
        return new MerklePath(parts.branches()).root(new BlockHash(Sha256d.hash(coinbase)));
    }
}
