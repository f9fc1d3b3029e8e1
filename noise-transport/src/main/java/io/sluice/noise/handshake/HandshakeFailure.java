package io.sluice.noise.handshake;

/**
 * The other end of a handshake is not whom we expected, or what came is not what it sent. The message is a sentence for
 * the operator. Carries no stack: it happens at the will of a stranger.
 */
public final class HandshakeFailure extends Exception {

    /** What is wrong. */
    public enum Kind {
        /** The bytes are not those of this handshake: damaged, or the other end speaks something else. */
        DAMAGED,
        /** The certificate has a version we do not know. */
        UNKNOWN_CERTIFICATE,
        /** The certificate was not signed by the authority that we were told to trust. */
        WRONG_AUTHORITY,
        /** The certificate is not valid yet. */
        NOT_YET_VALID,
        /** The certificate is not valid any more. */
        EXPIRED
    }

    private final Kind kind;

    public HandshakeFailure(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
