package io.sluice.noise.frame;

/**
 * What arrived is not a frame that we accept; the connection must end, without an answer. Carries no stack: it happens
 * at the will of a stranger.
 */
public final class FrameFailure extends Exception {

    /** What is wrong. */
    public enum Kind {
        /** An authentication code does not match: bytes were damaged, lost, added, or sealed with another key. */
        NOT_AUTHENTIC,
        /** The header is authentic and announces what we do not accept. */
        REFUSED
    }

    private final Kind kind;

    FrameFailure(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
