package io.sluice.datum.frame;

/**
 * Thrown when a connection can not go on: header masks and nonces are out of step, or the other side is not who it should
 * be. There is no error message in the protocol; the connection is closed. The message is meant for the operator.
 */
public final class DatumFailure extends Exception {

    private static final long serialVersionUID = 1;

    /** What an operator can do about it differs by these. */
    public enum Kind {
        /** A key is not the one expected: wrong configuration, or an impostor. */
        WRONG_KEY,
        /** The other side speaks something else, or another version of DATUM. */
        OTHER_PROTOCOL,
        /** Bytes were lost or changed on the way. */
        DAMAGED,
        /** A frame is longer than anything allowed now. */
        TOO_LARGE,
        /** A frame that is sound but has no business being sent now, or not in this way. */
        OUT_OF_ORDER
    }

    private final Kind kind;

    DatumFailure(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
