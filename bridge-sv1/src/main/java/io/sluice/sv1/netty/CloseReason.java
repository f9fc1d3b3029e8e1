package io.sluice.sv1.netty;

/**
 * Why a connection ended.
 *
 * @param kind for counting and deciding
 * @param detail one sentence for the log, without an address and without anything that the other end sent
 */
public record CloseReason(Kind kind, String detail) {

    /** The ways in which a connection ends. */
    public enum Kind {
        /** The other end closed after it had subscribed. */
        LEFT,
        /** The other end closed, or broke off, before it subscribed. Looking whether a port is open does that. */
        LEFT_EARLY,
        /** Nothing was subscribed to in time. */
        NOT_SUBSCRIBED,
        /** The first bytes are those of another protocol. */
        FOREIGN,
        /** Too many lines meant nothing. */
        MALFORMED,
        /** A line was too long. */
        OVERLONG,
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
