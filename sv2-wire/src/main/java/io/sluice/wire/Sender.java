package io.sluice.wire;

/** The side of a connection that may send a message. */
public enum Sender {

    /** The miner, or a proxy below us. */
    CLIENT,

    /** The pool, or the proxy that serves the miner. */
    SERVER,

    /** Both sides. */
    EITHER;

    /** Whether {@code side}, which is {@link #CLIENT} or {@link #SERVER}, may send it. */
    public boolean includes(Sender side) {
        return this == EITHER || this == side;
    }
}
