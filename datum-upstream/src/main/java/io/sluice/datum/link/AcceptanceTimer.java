package io.sluice.datum.link;

import java.time.Duration;

/**
 * Notices a pool that takes no share (section 5.2). A share after a pause of more than 25 s starts the measure anew, so that slow
 * miners do not trip it; rejects do not count as acceptance.
 *
 * <p>Belongs to the pool link's loop.
 */
final class AcceptanceTimer {

    static final Duration LIMIT = Duration.ofSeconds(30);
    static final Duration PAUSE = Duration.ofSeconds(25);

    private boolean sentAny;
    private long lastSent;
    private long lastAccepted;
    private long rejected;

    /** A share was sent, or would have been if the pool had answered the many before it. */
    void shareSent(long now) {
        if (!sentAny || now - lastSent > PAUSE.toNanos()) {
            lastAccepted = now;
            rejected = 0;
        }
        sentAny = true;
        lastSent = now;
    }

    void accepted(long now) {
        lastAccepted = now;
        rejected = 0;
    }

    void rejected() {
        rejected++;
    }

    boolean isOver() {
        return sentAny && lastSent - lastAccepted >= LIMIT.toNanos();
    }

    /** Rejects since the measure began. */
    long rejects() {
        return rejected;
    }
}
