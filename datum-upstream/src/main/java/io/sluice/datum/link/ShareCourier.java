package io.sluice.datum.link;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.sluice.datum.job.DatumJobTable;
import io.sluice.datum.message.PowSubmission;
import io.sluice.datum.message.ShareReason;
import io.sluice.datum.message.ShareResponse;
import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.ledger.ShareLedger;
import io.sluice.mining.share.AcceptedShare;
import io.sluice.mining.time.Ticker;

/**
 * Brings shares from the outbox to the pool, and the pool's answers to the ledger.
 *
 * <p>A share is sent when the system has taken the last byte of its message, which is on the same turn of the loop unless the line is
 * jammed. From then on it may have arrived, and is never sent again. If the connection ends before that, the pool can not have read it:
 * it is still queued, and goes over the next connection.
 *
 * <p>Belongs to the pool link's loop.
 */
final class ShareCourier {

    /** More than so many without an answer, and the rest waits: a pool that reads and says nothing gets no more. */
    static final int MOST_UNANSWERED = 1 << 13;
    /** An answer that is not there after one to two of these never comes; a pool that answers nothing is left long before. */
    static final Duration ROUND = Duration.ofMinutes(1);
    private static final String NEVER_ANSWERED = "the pool answered others and never this one";

    /** Bytes that go to the line in one write. */
    private static final int BATCH = 1 << 16;

    /**
     * A share on its way through our side of the line.
     *
     * @param end which byte of the connection is the last of its message
     */
    private record Said(AcceptedShare share, PowSubmission message, long end) {}

    private final ShareOutbox outbox;
    private final DatumJobTable jobs;
    private final Usernames usernames;
    private final ShareLedger.Lane lane;
    private final LinkKeeper keeper;
    private final LinkJournal journal;
    private final Ticker ticker;
    // Said to the link, and not yet taken by the system; in order.
    private final Deque<Said> said = new ArrayDeque<>();
    private final SentShares sent = new SentShares();
    // Said on a connection that ended before they were sent; older than all in the outbox.
    private final Deque<AcceptedShare> returned = new ArrayDeque<>();
    private final Map<String, Long> lost = new LinkedHashMap<>();
    private long roundBegan;
    private long sentCount;
    private long acceptedCount;
    private long tentativeCount;
    private long rejectedCount;
    private long unmatchedCount;

    ShareCourier(ShareOutbox outbox, DatumJobTable jobs, Usernames usernames, ShareLedger.Lane lane,
            LinkKeeper keeper, LinkJournal journal, Ticker ticker) {
        this.outbox = outbox;
        this.jobs = jobs;
        this.usernames = usernames;
        this.lane = lane;
        this.keeper = keeper;
        this.journal = journal;
        this.ticker = ticker;
        this.roundBegan = ticker.nanos();
    }

    /** To be called now and then: gives up on single answers that never came, though the connection lives and others do. */
    void tick() {
        long now = ticker.nanos();
        if (now - roundBegan >= ROUND.toNanos()) {
            roundBegan = now;
            sent.nextRound(worker -> lane.move(worker, ShareFate.SENT, ShareFate.UNANSWERED, NEVER_ANSWERED));
        }
    }

    /** Sends what waits, as far as there is room. The pool must be ready. */
    void deliver() {
        boolean more = true;
        while (more && keeper.isReady() && keeper.isWritable()) {
            more = writeBatch();
            keeper.flush();
        }
        if (isFull() && waiting() > 0) {
            keeper.shareHeldBack();
        }
        reportLost();
    }

    private boolean writeBatch() {
        while (keeper.unsent() < BATCH && !isFull()) {
            AcceptedShare share = next();
            if (share == null) {
                return false;
            }
            write(share);
        }
        return !isFull();
    }

    private boolean isFull() {
        return said.size() + sent.size() >= MOST_UNANSWERED;
    }

    private @Nullable AcceptedShare next() {
        AcceptedShare back = returned.pollFirst();
        return back != null ? back : outbox.poll();
    }

    private void write(AcceptedShare share) {
        String worker = share.userIdentity();
        if (!jobs.holds(share.job().candidate())) {
            lose(share, jobs.whyNot(share.job().candidate()));
            return;
        }
        PowSubmission message = jobs.submission(share, usernames.of(worker));
        said.addLast(new Said(share, message, keeper.say(message)));
    }

    /** The system took so many bytes since the connection began. */
    void taken(long total) {
        for (Said first = said.peekFirst(); first != null && first.end() <= total; first = said.peekFirst()) {
            said.removeFirst();
            String worker = first.share().userIdentity();
            sent.add(worker, first.message(), first.end());
            lane.move(worker, ShareFate.QUEUED, ShareFate.SENT);
            sentCount++;
        }
    }

    private void lose(AcceptedShare share, String why) {
        lane.move(share.userIdentity(), ShareFate.QUEUED, ShareFate.LOST, why);
        lost.merge(why, 1L, Long::sum);
    }

    private void reportLost() {
        if (!lost.isEmpty()) {
            lost.forEach((why, count) -> journal.sharesLost(count, why));
            lost.clear();
        }
    }

    /**
     * The pool judged a share.
     *
     * @return up to which byte of the connection the pool has read for certain; 0 if this share is none of ours
     */
    long judged(ShareResponse response) {
        SentShares.Sent share = sent.answered(response);
        if (share == null) {
            unmatchedCount++;
            return 0;
        }
        String worker = share.worker();
        switch (response.status()) {
            case ACCEPTED -> {
                lane.move(worker, ShareFate.SENT, ShareFate.ACKNOWLEDGED);
                acceptedCount++;
            }
            case TENTATIVE -> {
                lane.move(worker, ShareFate.SENT, ShareFate.TENTATIVE);
                tentativeCount++;
            }
            case REJECTED -> {
                lane.move(worker, ShareFate.SENT, ShareFate.REJECTED, words(response));
                rejectedCount++;
            }
        }
        return share.end();
    }

    private static String words(ShareResponse response) {
        return response.reason().map(ShareReason::words).orElseGet(() -> "reason " + response.reasonCode());
    }

    /** The connection is gone: what was sent on it will not be answered, and what was not yet sent waits for the next. */
    void disconnected(String why) {
        while (!said.isEmpty()) {
            returned.addFirst(said.removeLast().share());
        }
        sent.clear(worker -> lane.move(worker, ShareFate.SENT, ShareFate.UNANSWERED, why));
    }

    /**
     * There is no connection and there will be none: what waits is lost.
     *
     * @return whether that was all; if not, a share has its room in the outbox already and comes in a moment
     */
    boolean abandonQueued(String why) {
        for (AcceptedShare share = next(); share != null; share = next()) {
            lose(share, why);
        }
        reportLost();
        return waiting() == 0;
    }

    /** Whether every share has its last fate. */
    boolean isDone() {
        return waiting() + said.size() + sent.size() == 0;
    }

    private int waiting() {
        return returned.size() + outbox.size();
    }

    LinkStatus.Shares counts() {
        return new LinkStatus.Shares(waiting() + said.size(), sent.size(), sentCount, acceptedCount, tentativeCount,
                rejectedCount, unmatchedCount);
    }
}
