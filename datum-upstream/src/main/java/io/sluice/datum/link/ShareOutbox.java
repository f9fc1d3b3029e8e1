package io.sluice.datum.link;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.ledger.ShareLedger;
import io.sluice.mining.share.AcceptedShare;

/**
 * The queue between the loops of many miners and the one that writes to the pool. Shares that solve a block have room of their
 * own, so that a crowd of others can not keep them out.
 *
 * <p>A share takes its room first, is booked then, and only then can be taken out: so the ledger never shows a share sent that
 * is not yet accepted. Since nobody is let in without room, the ring behind it never overflows, and needs no look at the other
 * end.
 *
 * <p>Threading: {@link #offer} and {@link #size} on any thread; everything else belongs to the pool link's loop.
 */
final class ShareOutbox {

    /** Room that only blocks may take. */
    static final int RESERVED = 64;

    private static final int CLOSED = 1 << 30;

    /** What became of an offer. */
    enum Offer {
        QUEUED, FULL, CLOSED
    }

    private final int capacity;
    private final AtomicReferenceArray<@Nullable AcceptedShare> ring;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicLong tail = new AtomicLong();
    private long head;

    /** @param capacity plain shares at most */
    ShareOutbox(int capacity) {
        if (capacity < 1 || capacity > CLOSED / 4) {
            throw new IllegalArgumentException("an outbox for " + capacity + " shares");
        }
        this.capacity = capacity;
        this.ring = new AtomicReferenceArray<>(Integer.highestOneBit(capacity + RESERVED - 1) << 1);
    }

    /** Books a share as queued and takes it in, or does neither. Never waits. */
    Offer offer(AcceptedShare share, ShareLedger.Lane lane) {
        int limit = share.solvesBlock() ? capacity + RESERVED : capacity;
        int seen;
        do {
            seen = taken.get();
            if ((seen & CLOSED) != 0) {
                return Offer.CLOSED;
            }
            if (seen >= limit) {
                return Offer.FULL;
            }
        } while (!taken.compareAndSet(seen, seen + 1));
        lane.accept(share.userIdentity(), ShareFate.QUEUED);
        ring.setRelease(at(tail.getAndIncrement()), share);
        return Offer.QUEUED;
    }

    /** The next share; null if there is none, or if it is only on its way in. */
    @Nullable
    AcceptedShare poll() {
        AcceptedShare share = ring.getAcquire(at(head));
        if (share != null) {
            ring.setPlain(at(head), null);
            head++;
            taken.decrementAndGet();
        }
        return share;
    }

    /** Takes nothing more. What is in, or on its way in, can still be taken out. */
    void close() {
        taken.updateAndGet(count -> count | CLOSED);
    }

    /** Shares inside and on their way in. */
    int size() {
        return taken.get() & ~CLOSED;
    }

    private int at(long position) {
        return (int) position & ring.length() - 1;
    }
}
