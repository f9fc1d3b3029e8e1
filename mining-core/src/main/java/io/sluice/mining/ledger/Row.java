package io.sluice.mining.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The counters of one worker in one lane: written by the lane's thread, read whole by any.
 *
 * <p>A sequence lock: the version is odd while the writer is inside, and a reader that saw it move reads again. The writer never
 * waits.
 */
final class Row {

    private static final VarHandle VERSION;
    private static final VarHandle COUNTERS = MethodHandles.arrayElementVarHandle(long[].class);

    static {
        try {
            VERSION = MethodHandles.lookup().findVarHandle(Row.class, "version", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final int FATES = ShareFate.values().length;
    private static final int ACCEPTED = FATES;

    // One counter for each fate, and behind them that of "accepted".
    private final long[] counters = new long[FATES + 1];
    @SuppressWarnings("UnusedVariable") // through VERSION
    private int version;

    void accept(ShareFate first) {
        write(ACCEPTED, 1, first.ordinal(), 1);
    }

    void move(ShareFate from, ShareFate to) {
        write(from.ordinal(), -1, to.ordinal(), 1);
    }

    private void write(int one, long addToOne, int other, long addToOther) {
        int before = (int) VERSION.get(this);
        VERSION.setOpaque(this, before + 1);
        VarHandle.releaseFence();
        COUNTERS.setOpaque(counters, one, (long) COUNTERS.getOpaque(counters, one) + addToOne);
        COUNTERS.setOpaque(counters, other, (long) COUNTERS.getOpaque(counters, other) + addToOther);
        VERSION.setRelease(this, before + 2);
    }

    Tally read() {
        while (true) {
            int before = (int) VERSION.getAcquire(this);
            if ((before & 1) == 0) {
                long[] fates = new long[FATES];
                for (int i = 0; i < FATES; i++) {
                    fates[i] = (long) COUNTERS.getOpaque(counters, i);
                }
                long accepted = (long) COUNTERS.getOpaque(counters, ACCEPTED);
                VarHandle.acquireFence();
                if ((int) VERSION.getOpaque(this) == before) {
                    return new Tally(accepted, fates);
                }
            }
            Thread.onSpinWait();
        }
    }
}
