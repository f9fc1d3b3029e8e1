package io.sluice.app.node;

/** A node's answer is not what it should be; the message is a few words that say where and why. */
final class MalformedAnswer extends Exception {

    private static final long serialVersionUID = 1;

    MalformedAnswer(String message) {
        super(message);
    }
}
