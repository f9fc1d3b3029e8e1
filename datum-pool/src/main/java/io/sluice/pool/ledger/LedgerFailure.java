package io.sluice.pool.ledger;

/** Thrown when the books can not be opened or written; the message is meant for the operator. */
public final class LedgerFailure extends Exception {

    private static final long serialVersionUID = 1;

    public LedgerFailure(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
