package io.sluice.app.cli;

/** A command can not go on. The message is one sentence for the operator: what happened, why, and what to do. */
final class Trouble extends Exception {

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    Trouble(String message) {
        this(message, Main.FAILED);
    }

    private Trouble(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The command line itself is wrong. */
    static Trouble usage(String message) {
        return new Trouble(message, Main.BAD_USAGE);
    }

    int exitCode() {
        return exitCode;
    }
}
