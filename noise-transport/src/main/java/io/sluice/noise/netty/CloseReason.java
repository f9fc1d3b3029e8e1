package io.sluice.noise.netty;

/**
 * Why a connection ended.
 *
 * @param kind   for counting and deciding
 * @param detail one sentence for the log, without a secret and without an address
 */
public record CloseReason(Kind kind, String detail) {

    /** The ways in which a connection ends. */
    public enum Kind {
        /** The other end closed after the handshake. */
        LEFT,
        /** The other end closed, or broke off, without having sent a byte: normal, miners probe pools that way. */
        SILENT,
        /** The other end closed in the middle of the handshake; a client that dislikes our certificate does. */
        LEFT_IN_HANDSHAKE,
        /** The other end took too long to send its part of the handshake. */
        HANDSHAKE_TIMEOUT,
        /** The handshake failed: damaged, or not whom we expected. */
        HANDSHAKE_FAILED,
        /** The first bytes are those of another protocol. */
        FOREIGN,
        /** More handshakes are under way than we allow. */
        BUSY,
        /** A frame was not authentic. */
        NOT_AUTHENTIC,
        /** An authentic frame announced more than we accept. */
        REFUSED,
        /** The other end does not read what we send. */
        SLOW_READER,
        /** The network broke the connection. */
        BROKEN,
        /** We closed; the detail says why. */
        OURS,
        /** A mistake of our own program; its stack is logged at level debug, since whoever found it can make it again and again. */
        FAULT
    }
}
