package io.sluice.pool.ledger;

/** Thrown when the database can not be opened; the message is meant for the operator. */
public final class LedgerFailure extends Exception {

    private static final long serialVersionUID = 1;

    LedgerFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
