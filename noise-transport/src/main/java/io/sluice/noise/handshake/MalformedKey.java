package io.sluice.noise.handshake;

/** A text that should be a key is not one. The message is a sentence for the operator and never repeats the text. */
public final class MalformedKey extends Exception {

    public MalformedKey(String message) {
        super(message);
    }
}
