package io.sluice.mining.desk;

import java.time.Duration;

import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.port.PoolTerms;

/** What the desk wants the operator to know. Called on the desk's thread; must return at once. */
public interface DeskJournal {

    /** The node has a new best block. */
    void newTip(ChainTip tip);

    /** The node gave no work. One sentence: what, why, what to do. Called for each failed attempt. */
    void nodeFailed(String why);

    /** The node gave work. Called each time. */
    void nodeAnswered();

    /** Pool work begins, or goes on under these terms. */
    void poolReady(PoolTerms terms);

    /** The pool is back; miners stay at their own work until it has stayed for so long. */
    void poolBack(Duration trial);

    /** The pool has no place for more work just now; the miners stay at what they have. */
    void noPlace(String why);

    /** Miners work for the operator alone from now on. */
    void goingSolo(String why);

    /** Miners are let go. */
    void withheld(String why);
}
