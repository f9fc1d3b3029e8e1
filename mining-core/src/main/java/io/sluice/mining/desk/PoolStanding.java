package io.sluice.mining.desk;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.port.PoolTerms;
import io.sluice.mining.time.Ticker;

/**
 * How the pool stands, as far as the desk has heard.
 *
 * <pre>
 *              ready                       away
 *   NEVER_MET -------&gt; THERE &lt;-------&gt; AWAY &lt;--------- PROVING
 *                        ^       ready      ---------&gt;    |
 *                        |         ready, miners at solo  |
 *                        +------------ stayed ------------+
 * </pre>
 *
 * A pool that was lost and whose miners have other work has to stay for a while before they go back to it, so that a pool that
 * comes and goes does not void their work each time.
 *
 * <p>Belongs to the desk's thread.
 */
final class PoolStanding {

    private enum State {
        NEVER_MET, AWAY, PROVING, THERE
    }

    private final DeskSettings settings;
    private final Ticker ticker;
    private State state = State.NEVER_MET;
    private long since;
    private @Nullable PoolTerms terms;
    private String trouble = "the pool has not been reached yet";

    PoolStanding(DeskSettings settings, Ticker ticker) {
        this.settings = settings;
        this.ticker = ticker;
        this.since = ticker.nanos();
    }

    /** The patience with a pool that was never met begins. */
    void begin() {
        since = ticker.nanos();
    }

    /**
     * The pool takes work under these terms.
     *
     * @param alone whether the miners work for the operator alone
     * @return whether that is news
     */
    boolean ready(PoolTerms fresh, boolean alone) {
        boolean news = isAway() || !fresh.equals(terms);
        if (isAway()) {
            become(state == State.AWAY && alone ? State.PROVING : State.THERE);
        }
        terms = fresh;
        return news;
    }

    /**
     * There is no pool. The text says why.
     *
     * @return whether that is news
     */
    boolean away(String why) {
        boolean news = !isAway();
        trouble = why;
        if (news) {
            become(State.AWAY);
        }
        return news;
    }

    /**
     * Looks at the clock.
     *
     * @param alone whether the miners work for the operator alone; if not, they have nothing to lose
     * @return true once, when a pool that came back has stayed for long enough
     */
    boolean hasProven(boolean alone) {
        boolean proven = state == State.PROVING && (!alone || isInStateFor(settings.poolTrial().toNanos()));
        if (proven) {
            become(State.THERE);
        }
        return proven;
    }

    /** Whether miners may be at its work, or go to it. */
    boolean isThere() {
        return state == State.THERE;
    }

    /** Whether it can not be reached. */
    boolean isAway() {
        return state == State.NEVER_MET || state == State.AWAY;
    }

    /** Whether it can not be reached for longer than miners are to wait. */
    boolean isAwayTooLong() {
        return isAway() && isInStateFor(settings.poolPatience().toNanos());
    }

    /** Those it told last, also while it is away; empty before it was met. */
    Optional<PoolTerms> terms() {
        return Optional.ofNullable(terms);
    }

    /** Why it was last away. */
    String trouble() {
        return trouble;
    }

    private boolean isInStateFor(long nanos) {
        return ticker.nanos() - since >= nanos;
    }

    private void become(State next) {
        state = next;
        since = ticker.nanos();
    }
}
