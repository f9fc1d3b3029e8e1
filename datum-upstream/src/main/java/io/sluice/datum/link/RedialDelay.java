package io.sluice.datum.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the pool is called again: at first about a second, then twice as long each time. In the first half minute
 * or so never more than 4 s, since miners stay at work only so long; later up to 20 s. Always with chance in it, so that the gateways of
 * a pool that comes back do not all call at once.
 *
 * <p>Belongs to the pool link's loop.
 */
final class RedialDelay {

    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LONGEST_AT_FIRST = Duration.ofSeconds(4);
    static final Duration LONGEST = Duration.ofSeconds(20);
    /** Calls in the first half minute of an outage. */
    private static final int FIRST_CALLS = 10;
    /** A connection that was ready for so long was a good one. */
    static final Duration GOOD_SPELL = Duration.ofMinutes(1);

    private final RandomGenerator random;
    private Duration next = FIRST;
    private int calls;

    RedialDelay(RandomGenerator random) {
        this.random = random;
    }

    /** Between half and all of a time that doubles with each call. */
    Duration next() {
        long most = next.toMillis();
        Duration longest = ++calls < FIRST_CALLS ? LONGEST_AT_FIRST : LONGEST;
        next = next.multipliedBy(2).compareTo(longest) < 0 ? next.multipliedBy(2) : longest;
        return Duration.ofMillis(most / 2 + random.nextLong(most / 2 + 1));
    }

    /** The pool was there, for a good spell. */
    void reset() {
        next = FIRST;
        calls = 0;
    }
}
