package io.sluice.bench;

import java.util.stream.IntStream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.job.SeenShares;
import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.ledger.ShareLedger;
import io.sluice.mining.testing.CandidateFixtures;

/** A good share is written down: in the books, and among the headers that were seen. */
public class BookShareBenchmark extends BesideHeaderHash {

    private static final int WORKERS = 1024;
    private static final int SHARES_OF_A_JOB = 16;

    /** Books with many workers. */
    @State(Scope.Thread)
    public static class Books {

        private final ShareLedger ledger = new ShareLedger();
        private final ShareLedger.Lane upstream = ledger.newLane();
        private final ShareLedger.Lane miners = ledger.newLane();
        private final String[] workers = IntStream.range(0, WORKERS)
                .mapToObj(i -> "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4.worker" + i).toArray(String[]::new);
        private int next;

        private String nextWorker() {
            return workers[next++ & (WORKERS - 1)];
        }
    }

    /** Hashes, and a table that is as full as it may be. */
    @State(Scope.Thread)
    public static class Seen {

        private final SeenShares full = new SeenShares();
        private final byte[][] hashes = IntStream.range(0, SeenShares.LIMIT)
                .mapToObj(i -> CandidateFixtures.hash(i, 5).internal().toArray()).toArray(byte[][]::new);
        private final BlockHash[] few = IntStream.range(0, SHARES_OF_A_JOB)
                .mapToObj(i -> BlockHash.of(hashes[i], 0)).toArray(BlockHash[]::new);
        private int next;

        public Seen() {
            for (int i = 0; i < SeenShares.LIMIT; i++) {
                full.add(CandidateFixtures.hash(i, 6));
            }
        }

        private byte[] nextHash() {
            return hashes[next++ & (SeenShares.LIMIT - 1)];
        }
    }

    /** What the miner's thread does. */
    @Benchmark
    public void accept(Books state) {
        state.miners.accept(state.nextWorker(), ShareFate.QUEUED);
    }

    /** What the pool link's thread does: sent, and later acknowledged. */
    @Benchmark
    public void moveTwice(Books state) {
        String worker = state.nextWorker();
        state.upstream.move(worker, ShareFate.QUEUED, ShareFate.SENT);
        state.upstream.move(worker, ShareFate.SENT, ShareFate.ACKNOWLEDGED);
    }

    /** The life of a job's table, per share: asked, then told, and growing on the way. */
    @Benchmark
    @OperationsPerInvocation(SHARES_OF_A_JOB)
    public SeenShares seenOfAJob(Seen state) {
        SeenShares seen = new SeenShares();
        for (int i = 0; i < SHARES_OF_A_JOB; i++) {
            if (!seen.contains(state.hashes[i], 0)) {
                seen.add(state.few[i]);
            }
        }
        return seen;
    }

    /** A header that is not in a full table. */
    @Benchmark
    public boolean seenWhenFull(Seen state) {
        return state.full.contains(state.nextHash(), 0);
    }
}
