package io.sluice.datum.message;

/**
 * Thrown when the body of an authentic frame is not what the protocol says. The channel is still in step: a gateway may
 * ignore the message, a pool hangs up.
 */
public final class MalformedDatumMessage extends Exception {

    private static final long serialVersionUID = 1;

    public MalformedDatumMessage(String sentence) {
        super(sentence);
    }
}
