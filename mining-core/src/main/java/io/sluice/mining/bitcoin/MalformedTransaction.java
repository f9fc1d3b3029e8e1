package io.sluice.mining.bitcoin;

/** Bytes that are not a transaction, or not a block; the message says what is wrong and where. */
public final class MalformedTransaction extends Exception {

    private static final long serialVersionUID = 1;

    public MalformedTransaction(String message) {
        super(message);
    }
}
