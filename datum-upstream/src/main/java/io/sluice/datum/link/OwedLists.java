package io.sluice.datum.link;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

import io.sluice.mining.bitcoin.BlockHash;

/**
 * Payout lists that nobody waits for any more, and that the pool may still send, in the order in which it was asked for them.
 *
 * <p>A list names its value alone. Taken for the answer to a later question of the same value it would pay by the list for another
 * block, and the pool would refuse every share on it. So a question stays owed until its list comes, however long the line stalls; it
 * is given up only when the pool has answered something that was said behind it, and still has not answered it a good while later.
 *
 * <p>Belongs to the pool link's loop.
 */
final class OwedLists {

    /** So long a pool may take over a question that it has read for certain. */
    static final Duration LATE = Duration.ofSeconds(10);
    /** A pool that owes so many is not asked for more. */
    static final int MOST = 16;

    private static final class Owed {

        private final long value;
        private final BlockHash prevHash;
        private final long end;
        private boolean read;
        private long readAt;

        Owed(long value, BlockHash prevHash, long end) {
            this.value = value;
            this.prevHash = prevHash;
            this.end = end;
        }
    }

    private final Deque<Owed> lists = new ArrayDeque<>();

    /**
     * Nobody waits any more for the list for this value, on this block.
     *
     * @param end which byte of the connection was the last of the question
     */
    void add(long value, BlockHash prevHash, long end) {
        lists.addLast(new Owed(value, prevHash, end));
    }

    /** A list for this value came: takes the first that is owed for that value, and names its block. */
    Optional<BlockHash> came(long value) {
        for (Iterator<Owed> all = lists.iterator(); all.hasNext();) {
            Owed owed = all.next();
            if (owed.value == value) {
                all.remove();
                return Optional.of(owed.prevHash);
            }
        }
        return Optional.empty();
    }

    /**
     * The pool answered something, and so has read the connection up to there.
     *
     * @param end which byte of the connection was the last of what it answered
     */
    void poolHasRead(long end, long nanos) {
        for (Owed owed : lists) {
            if (!owed.read && owed.end <= end) {
                owed.read = true;
                owed.readAt = nanos;
            }
        }
    }

    /** Gives up what the pool has read long enough ago. */
    void tick(long nanos) {
        lists.removeIf(owed -> owed.read && nanos - owed.readAt >= LATE.toNanos());
    }

    boolean areTooMany() {
        return lists.size() >= MOST;
    }

    void clear() {
        lists.clear();
    }
}
