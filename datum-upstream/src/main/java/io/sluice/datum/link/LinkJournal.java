package io.sluice.datum.link;

import io.sluice.mining.port.PoolTerms;

/** What the pool link wants the operator to know. Called on the link's loop; must return at once. */
public interface LinkJournal {

    /** The pool at this address is called. */
    void calling(String address);

    /** The pool takes work under these terms: for the first time on a connection, or they changed. */
    void ready(PoolTerms terms);

    /** There is no connection any more, or none came about. */
    void ended(LinkFault fault);

    /** The pool takes no share, time after time: an alarm. It is left alone for some minutes, so that the pool policy acts. */
    void noShareAccepted(int rounds, String why);

    /** A line of text from the pool: bounded, clean, and few of them. */
    void poolSays(String text);

    /** Something that should not happen and does no harm. Few of them. */
    void oddity(String what);

    /** Candidates come without a payout list, so that everything goes to the pool's own script. */
    void noPayoutList(String why);

    /** Shares that miners were told are good will never be sent. */
    void sharesLost(long count, String why);
}
