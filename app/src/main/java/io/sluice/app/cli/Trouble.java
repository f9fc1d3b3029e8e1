package io.sluice.app.cli;

/** A command can not go on. The message is one sentence for the operator: what happened, why, and what to do. */
final class Trouble extends Exception {

    private static final long serialVersionUID = 1L;

    Trouble(String message) {
        super(message);
    }
}
