package io.sluice.datum.testing;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.CoinbaseParts;
import io.sluice.mining.bitcoin.DifficultyOne;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.bitcoin.VersionMask;
import io.sluice.mining.candidate.Birth;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.candidate.CoinbaseClass;
import io.sluice.mining.candidate.CoinbaseOutputs;
import io.sluice.mining.job.Job;
import io.sluice.mining.port.PoolTerms;
import io.sluice.mining.port.Upstream.WorkGrant;
import io.sluice.mining.share.AcceptedShare;
import io.sluice.mining.share.Share;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.mining.vardiff.ShareDifficulty;
import io.sluice.wire.type.Bytes;

/** Candidates for a pool and shares on them, as the kernel would make them; nobody hashed anything. */
public final class PoolWork {

    /** What every share commits to. */
    public static final ProofOfTarget COMMITMENT = new ProofOfTarget(16);

    private final AtomicLong candidates = new AtomicLong();
    private final AtomicInteger nonces = new AtomicInteger(1);

    /** A candidate in a granted place. */
    public BlockCandidate candidate(WorkGrant.Granted grant, ChainTip tip) {
        return candidate(new Birth.Pool(grant.session(), grant.slot(), COMMITMENT), tip, grant.outputs());
    }

    /** A candidate for the operator alone. */
    public BlockCandidate solo(ChainTip tip) {
        return candidate(new Birth.Solo(), tip, CoinbaseOutputs.NONE);
    }

    public BlockCandidate candidate(Birth birth, ChainTip tip, CoinbaseOutputs outputs) {
        BlockTemplate template = CandidateFixtures.template(tip, 5);
        return new BlockCandidate(candidates.getAndIncrement(), template,
                CandidateFixtures.poolRecipe(template, outputs), birth, Instant.EPOCH);
    }

    /** A good share of a nonce that no other has. */
    public AcceptedShare share(BlockCandidate candidate, String worker) {
        return share(candidate, CoinbaseClass.DEFAULT, worker, nonces.getAndIncrement(), true, false);
    }

    /** A share that is a block. */
    public AcceptedShare block(BlockCandidate candidate, String worker) {
        return share(candidate, CoinbaseClass.DEFAULT, worker, nonces.getAndIncrement(), true, true);
    }

    public AcceptedShare share(BlockCandidate candidate, CoinbaseClass coinbaseClass, String worker, int nonce,
            boolean meetsCommitment, boolean solvesBlock) {
        Target target = DifficultyOne.STANDARD.targetOf(COMMITMENT);
        Job job = new Job(1, candidate, candidate.committed(coinbaseClass, COMMITMENT), target,
                ShareDifficulty.of(COMMITMENT), target, candidate.template().version(), VersionMask.BIP320,
                Bytes.EMPTY, candidate.tip().nBits().toTarget());
        Share share = new Share(0x2000_0000 | nonce << 13 & VersionMask.BIP320.bits(),
                candidate.template().curTime(), nonce, Bytes.of(new byte[CoinbaseParts.EXTRANONCE_SIZE]));
        return new AcceptedShare(job, share, extranonce(nonce), BlockHash.ZERO, worker, meetsCommitment, solvesBlock);
    }

    /** Work for a pool that was announced to nobody. */
    public BlockCandidate unannounced(PoolTerms terms, int slot, ChainTip tip) {
        return candidate(new Birth.Pool(terms.session(), slot, COMMITMENT), tip, CoinbaseOutputs.NONE);
    }

    private static Bytes extranonce(int nonce) {
        byte[] extranonce = new byte[CoinbaseParts.EXTRANONCE_SIZE];
        extranonce[0] = (byte) nonce;
        extranonce[11] = 0x5a;
        return Bytes.adopt(extranonce);
    }
}
