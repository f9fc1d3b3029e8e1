package io.sluice.datum.link;

import java.util.LinkedHashMap;
import java.util.Map;

import io.sluice.datum.job.DatumJobTable;
import io.sluice.datum.message.PowSubmission;
import io.sluice.datum.message.ShareReason;
import io.sluice.datum.message.ShareResponse;
import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.ledger.ShareLedger;
import io.sluice.mining.share.AcceptedShare;

/**
 * Brings shares from the outbox to the pool, and the pool's answers to the ledger. A share that was written once is never sent
 * again.
 *
 * <p>Belongs to the pool link's loop.
 */
final class ShareCourier {

    /** More than so many without an answer, and the rest waits: a pool that reads and says nothing gets no more. */
    static final int MOST_UNANSWERED = 1 << 13;

    /** Bytes that go to the line in one write. */
    private static final int BATCH = 1 << 16;

    private final ShareOutbox outbox;
    private final DatumJobTable jobs;
    private final Usernames usernames;
    private final ShareLedger.Lane lane;
    private final LinkKeeper keeper;
    private final LinkJournal journal;
    private final SentShares sent = new SentShares();
    private final Map<String, Long> lost = new LinkedHashMap<>();
    private long sentCount;
    private long acceptedCount;
    private long tentativeCount;
    private long rejectedCount;
    private long unmatchedCount;

    ShareCourier(ShareOutbox outbox, DatumJobTable jobs, Usernames usernames, ShareLedger.Lane lane,
            LinkKeeper keeper, LinkJournal journal) {
        this.outbox = outbox;
        this.jobs = jobs;
        this.usernames = usernames;
        this.lane = lane;
        this.keeper = keeper;
        this.journal = journal;
    }

    /** Sends what waits, as far as there is room. The pool must be ready. */
    void deliver() {
        boolean more = true;
        while (more && keeper.isReady() && keeper.isWritable()) {
            more = writeBatch();
            keeper.flush();
        }
        if (sent.size() >= MOST_UNANSWERED && outbox.size() > 0) {
            keeper.shareHeldBack();
        }
        reportLost();
    }

    private boolean writeBatch() {
        while (keeper.unsent() < BATCH && sent.size() < MOST_UNANSWERED) {
            AcceptedShare share = outbox.poll();
            if (share == null) {
                return false;
            }
            write(share);
        }
        return sent.size() < MOST_UNANSWERED;
    }

    private void write(AcceptedShare share) {
        String worker = share.userIdentity();
        if (!jobs.holds(share.job().candidate())) {
            lose(share, jobs.whyNot(share.job().candidate()));
            return;
        }
        PowSubmission message = jobs.submission(share, usernames.of(worker));
        keeper.say(message);
        sent.add(worker, message);
        lane.move(worker, ShareFate.QUEUED, ShareFate.SENT);
        sentCount++;
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

    /** The pool judged a share. */
    void judged(ShareResponse response) {
        String worker = sent.answered(response);
        if (worker == null) {
            unmatchedCount++;
            return;
        }
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
    }

    private static String words(ShareResponse response) {
        return response.reason().map(ShareReason::words).orElseGet(() -> "reason " + response.reasonCode());
    }

    /** The connection is gone: what was sent on it will not be answered. */
    void disconnected(String why) {
        sent.clear(worker -> lane.move(worker, ShareFate.SENT, ShareFate.UNANSWERED, why));
    }

    /** Nothing will be sent any more; the outbox is closed. */
    void abandonQueued(String why) {
        while (outbox.size() > 0) {
            AcceptedShare share = outbox.poll();
            if (share != null) {
                lose(share, why);
            } else {
                // It has its room already and comes at once.
                Thread.onSpinWait();
            }
        }
        reportLost();
    }

    /** Shares that wait for a verdict. */
    int unanswered() {
        return sent.size();
    }

    LinkStatus.Shares counts() {
        return new LinkStatus.Shares(outbox.size(), sent.size(), sentCount, acceptedCount, tentativeCount,
                rejectedCount, unmatchedCount);
    }
}
