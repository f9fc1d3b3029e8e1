package io.sluice.mining.sv2;

import java.util.random.RandomGenerator;

/**
 * Numbers the jobs of one connection, whatever their channel. It counts up from a random number, so that a share of an earlier
 * connection hardly ever names a job of this one; a number comes again after four thousand million jobs. None is zero.
 */
final class JobIds {

    private int next;

    JobIds(RandomGenerator random) {
        this(random.nextInt());
    }

    JobIds(int first) {
        this.next = first;
    }

    /** The next one, as unsigned 32 bits. */
    long take() {
        if (next == 0) {
            next = 1;
        }
        return Integer.toUnsignedLong(next++);
    }
}
