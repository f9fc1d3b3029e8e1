package io.sluice.bench;

import java.time.InstantSource;
import java.util.Optional;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.MerklePath;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.mining.candidate.CoinbaseClass;
import io.sluice.mining.candidate.CommittedCoinbase;
import io.sluice.mining.job.Job;
import io.sluice.mining.job.JobBook;
import io.sluice.mining.share.Judgement;
import io.sluice.mining.share.Share;
import io.sluice.mining.share.ShareJudge;
import io.sluice.mining.share.ShareVerdict;
import io.sluice.wire.type.Bytes;

/** A share is judged: what the kept merkle root saves, and what the kept hash state of the coinbase prefix does. */
@SuppressWarnings("NullAway.Init") // JMH fills a state before it shows it to anybody
public class JudgeShareBenchmark extends BesideHeaderHash {

    private static final int SHARES = 1024;

    /** How the coinbases of a job look; their sizes, checked when a job is made, are those that the document gives. */
    public enum Coinbase {
        /** Two payouts behind the extranonce, which stands in the scriptSig. */
        SHORT(CoinbaseClass.SMALL, 2, 220, 280),
        /** A few payouts, some of them before the extranonce. */
        COMMON(CoinbaseClass.DEFAULT, 450, 500, 800),
        /** Payouts by the hundred behind the extranonce. */
        LONG(CoinbaseClass.MEDIUM, 450, 6000, 6600);

        private final CoinbaseClass coinbaseClass;
        private final int payouts;
        private final int atLeast;
        private final int atMost;

        Coinbase(CoinbaseClass coinbaseClass, int payouts, int atLeast, int atMost) {
            this.coinbaseClass = coinbaseClass;
            this.payouts = payouts;
            this.atLeast = atLeast;
            this.atMost = atMost;
        }
    }

    /** A job, its judge, and shares in an endless round. */
    @State(Scope.Thread)
    public static class Bench {

        @Param
        public Coinbase coinbase;

        private JobBook.Entry entry;
        private ShareJudge judge;
        private Share[] sameExtranonce;
        private Share[] newExtranonce;
        private int next;

        // For plain recomputation.
        private final Sha256d sha = new Sha256d();
        private final byte[] header = new byte[BlockHeader.SIZE];
        private final byte[] node = new byte[2 * Sha256d.SIZE];
        private final byte[] hash = new byte[Sha256d.SIZE];
        private byte[] whole;
        private CommittedCoinbase committed;
        private MerklePath path;

        @Setup(Level.Trial)
        public void setUp() {
            entry = BenchJob.of(coinbase.coinbaseClass, coinbase.payouts);
            Job job = entry.job();
            committed = job.coinbase();
            path = job.candidate().template().merklePath();
            judge = new ShareJudge(InstantSource.system());
            sameExtranonce = BenchJob.shares(job, SHARES, false);
            newExtranonce = BenchJob.shares(job, SHARES, true);
            whole = committed.prefix().concat(job.fixedExtranonce()).concat(Bytes.of(new byte[job.rollableSize()]))
                    .concat(committed.suffix()).toArray();
            if (whole.length < coinbase.atLeast || whole.length > coinbase.atMost) {
                throw new IllegalStateException(coinbase + " has " + whole.length + " bytes");
            }
            job.candidate().tip().prevHash().internal().copyTo(header, 4);
            BlockHeader.putInt(header, 72, job.candidate().tip().nBits().nBits());
            for (Share share : newExtranonce) {
                requireSameHash(share);
            }
        }

        /** Both ways must come to the same hash, or else there is nothing to compare. */
        private void requireSameHash(Share share) {
            Judgement judgement = judge(share);
            if (!(judgement.verdict() instanceof ShareVerdict.Accepted(var accepted))
                    || !accepted.hash().internal().equals(Bytes.of(recompute(share)))) {
                throw new IllegalStateException(judgement + " is not what plain recomputation says");
            }
        }

        private Judgement judge(Share share) {
            return judge.judge(entry, share, Optional.empty(), "bc1qexample.worker");
        }

        private byte[] recompute(Share share) {
            int extranonce = committed.prefix().length();
            share.extranonce().copyTo(whole, extranonce + entry.job().fixedExtranonce().length());
            sha.hash(whole, 0, whole.length, node, 0);
            path.fold(sha, node);
            System.arraycopy(node, 0, header, BlockHeader.MERKLE_ROOT_OFFSET, Sha256d.SIZE);
            BlockHeader.putInt(header, 0, share.version());
            BlockHeader.putInt(header, 68, (int) share.nTime());
            BlockHeader.putInt(header, 76, share.nonce());
            sha.hash(header, 0, header.length, hash, 0);
            return hash;
        }

        private Share next(Share[] shares) {
            return shares[next++ & (SHARES - 1)];
        }
    }

    /** Under the extranonce of the share before. */
    @Benchmark
    public Judgement judgeSameExtranonce(Bench state) {
        return state.judge(state.next(state.sameExtranonce));
    }

    /** Under a new extranonce. */
    @Benchmark
    public Judgement judgeNewExtranonce(Bench state) {
        return state.judge(state.next(state.newExtranonce));
    }

    /** Coinbase, branches and header hashed anew, with nothing kept and nothing judged. */
    @Benchmark
    public byte[] recompute(Bench state) {
        return state.recompute(state.next(state.newExtranonce));
    }

    /** The coinbase of it alone, from its beginning. */
    @Benchmark
    public byte[] coinbaseWhole(Bench state) {
        state.sha.hash(state.whole, 0, state.whole.length, state.hash, 0);
        return state.hash;
    }

    /** The same from behind the prefix. */
    @Benchmark
    public byte[] coinbaseBehindPrefix(Bench state) {
        int prefix = state.committed.prefix().length();
        state.sha.hash(state.committed.behindPrefix(), state.whole, prefix, state.whole.length - prefix, state.hash, 0);
        return state.hash;
    }
}
