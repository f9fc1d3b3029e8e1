package io.sluice.bench;

import java.time.Instant;
import java.util.SplittableRandom;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.bitcoin.VersionMask;
import io.sluice.mining.candidate.Birth;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.CoinbaseClass;
import io.sluice.mining.candidate.CoinbaseOutputs;
import io.sluice.mining.job.Job;
import io.sluice.mining.job.JobBook;
import io.sluice.mining.share.Share;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.mining.testing.Workshop;
import io.sluice.mining.vardiff.ShareDifficulty;
import io.sluice.wire.type.Bytes;

/**
 * A job as on the main network: 2100 transactions, so twelve merkle branches, under a fixed extranonce of four bytes. Every
 * share meets its target and none the network's, since good shares are what a gateway sees all day.
 */
final class BenchJob {

    /** Bytes of extranonce that are the channel's. */
    private static final int FIXED = 4;
    /** Bytes of extranonce that are the miner's. */
    private static final int ROLLABLE = 8;
    /** Shares that a job has seen before: as many as in two minutes at eight a minute. */
    private static final int SEEN = 16;

    private BenchJob() {}

    /** The job in a book, with shares seen before. */
    static JobBook.Entry of(CoinbaseClass coinbaseClass, int payouts) {
        BlockTemplate template = CandidateFixtures.template(
                Workshop.tip(CandidateFixtures.TIP.height(), Workshop.HARD), 2100);
        CoinbaseOutputs outputs = payouts == 0 ? CoinbaseOutputs.NONE : CandidateFixtures.payouts(7, payouts);
        BlockCandidate candidate = new BlockCandidate(1, template, CandidateFixtures.poolRecipe(template, outputs),
                new Birth.Pool(1, 3, ProofOfTarget.ONE), Instant.EPOCH);
        Job job = new Job(
                7,
                candidate,
                candidate.committed(coinbaseClass, ProofOfTarget.ONE),
                Target.EASIEST,
                ShareDifficulty.EASIEST,
                Target.EASIEST,
                VersionMask.BIP320.clear(template.version()),
                VersionMask.BIP320,
                Bytes.hex("00".repeat(FIXED)),
                template.tip().nBits().toTarget());
        JobBook book = new JobBook();
        book.add(job);
        JobBook.Entry entry = book.active().orElseThrow();
        for (int i = 0; i < SEEN; i++) {
            BlockHash hash = CandidateFixtures.hash(i, 3);
            entry.seen().add(hash);
        }
        return entry;
    }

    /** Shares on it. What one connection reads is never the same object twice, so each has an extranonce of its own. */
    static Share[] shares(Job job, int count, boolean newExtranonces) {
        SplittableRandom random = new SplittableRandom(3);
        byte[] extranonce = new byte[ROLLABLE];
        Share[] shares = new Share[count];
        for (int i = 0; i < count; i++) {
            if (newExtranonces) {
                random.nextBytes(extranonce);
            }
            shares[i] = new Share(job.version(), job.startNtime(), random.nextInt(), Bytes.of(extranonce));
        }
        return shares;
    }
}
