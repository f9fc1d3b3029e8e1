package io.sluice.bench;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.Sha256d;

/**
 * A topic that is measured beside the yardstick: one double SHA-256 of an 80-byte header.
 *
 * <p>Every topic measures the yardstick anew, right before its own figures, because a shared machine is not the same one a
 * minute later. Iterations are many and short, so that some of them run undisturbed.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 25, time = 40, timeUnit = TimeUnit.MILLISECONDS)
public abstract class BesideHeaderHash {

    /** The name of {@link #aHeaderHash}, which sorts before those of all figures. */
    static final String YARDSTICK = "aHeaderHash";

    /** What the yardstick hashes. */
    @State(Scope.Thread)
    public static class Header {

        private final Sha256d sha = new Sha256d();
        private final byte[] header = new byte[BlockHeader.SIZE];
        private final byte[] hash = new byte[Sha256d.SIZE];
        private int nonce;

        public Header() {
            new SplittableRandom(1).nextBytes(header);
        }
    }

    /** The yardstick. */
    @Benchmark
    public byte[] aHeaderHash(Header state) {
        BlockHeader.putInt(state.header, 76, state.nonce++);
        state.sha.hash(state.header, 0, BlockHeader.SIZE, state.hash, 0);
        return state.hash;
    }
}
