package io.sluice.wire.testing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Cuts a byte stream the way a network does, so that a decoder is tried with every arrival of the same bytes.
 *
 * <p>A slice may be empty. When a trial fails, the error says how the stream was cut.
 *
 * <p>Safe on any thread; trials run one after the other on the caller's.
 */
public final class SplitEverywhere {

    private SplitEverywhere() {}

    /** One arrival of the whole stream: begins with a fresh decoder, feeds it the slices in order and looks at the result. */
    @FunctionalInterface
    public interface Trial {
        void run(List<byte[]> slices) throws Exception;
    }

    /** All two-part cuts, byte by byte, and 32 random slicings. For streams up to a few kilobytes: the cost is quadratic. */
    public static void everyWay(byte[] stream, long seed, Trial trial) {
        inTwoParts(stream, trial);
        byteByByte(stream, trial);
        inRandomSlices(stream, seed, 32, trial);
    }

    /** One trial for every position, the two ends included. */
    public static void inTwoParts(byte[] stream, Trial trial) {
        for (int cut = 0; cut <= stream.length; cut++) {
            List<byte[]> slices = List.of(
                    Arrays.copyOfRange(stream, 0, cut), Arrays.copyOfRange(stream, cut, stream.length));
            run(trial, slices, "in two parts, cut before byte " + cut);
        }
    }

    /** One trial with slices of one byte. */
    public static void byteByByte(byte[] stream, Trial trial) {
        List<byte[]> slices = new ArrayList<>(stream.length);
        for (byte single : stream) {
            slices.add(new byte[]{single});
        }
        run(trial, List.copyOf(slices), "byte by byte");
    }

    /** {@code rounds} trials with slices of random length, some short, some long; the same seed cuts the same way. */
    public static void inRandomSlices(byte[] stream, long seed, int rounds, Trial trial) {
        Random random = new Random(seed);
        for (int round = 0; round < rounds; round++) {
            List<byte[]> slices = new ArrayList<>();
            int longest = 1 + random.nextInt(Math.max(1, stream.length));
            for (int from = 0; from < stream.length;) {
                int to = Math.min(stream.length, from + random.nextInt(longest + 1));
                slices.add(Arrays.copyOfRange(stream, from, to));
                from = to;
            }
            run(trial, List.copyOf(slices), "in random slices, seed " + seed + ", round " + round + ", lengths "
                    + slices.stream().map(slice -> slice.length).toList());
        }
    }

    private static void run(Trial trial, List<byte[]> slices, String how) {
        try {
            trial.run(slices);
        } catch (Exception | AssertionError failure) {
            throw new AssertionError("fed " + how + ": " + failure.getMessage(), failure);
        }
    }
}
