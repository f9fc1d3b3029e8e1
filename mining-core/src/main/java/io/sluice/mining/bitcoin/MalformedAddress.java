package io.sluice.mining.bitcoin;

/** A text that is no address we would pay to. The message is meant for whoever wrote the address. */
public final class MalformedAddress extends Exception {

    private static final long serialVersionUID = 1;

    MalformedAddress(String message) {
        super(message);
    }
}
