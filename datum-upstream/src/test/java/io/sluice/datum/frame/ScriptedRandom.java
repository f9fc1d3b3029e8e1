package io.sluice.datum.frame;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.random.RandomGenerator;

/** Chance that was decided before: what is drawn must be asked for in the order and size in which it was put in. */
final class ScriptedRandom implements RandomGenerator {

    private final Deque<byte[]> draws = new ArrayDeque<>();

    ScriptedRandom bytes(byte[] draw) {
        draws.add(draw.clone());
        return this;
    }

    @Override
    public void nextBytes(byte[] target) {
        byte[] draw = draws.remove();
        if (draw.length != target.length) {
            throw new AssertionError(target.length + " bytes drawn where " + draw.length + " were expected");
        }
        System.arraycopy(draw, 0, target, 0, draw.length);
    }

    @Override
    public int nextInt() {
        byte[] draw = new byte[Integer.BYTES];
        nextBytes(draw);
        return (draw[0] & 0xff) | (draw[1] & 0xff) << 8 | (draw[2] & 0xff) << 16 | (draw[3] & 0xff) << 24;
    }

    @Override
    public long nextLong() {
        throw new AssertionError("nobody should draw a long");
    }

    boolean isSpent() {
        return draws.isEmpty();
    }
}
