package io.sluice.wire;

/** Whom a message concerns; decides the channel bit of the frames we send and nothing else. */
public enum Scope {

    /** The connection as a whole: channel bit clear. */
    CONNECTION,

    /** One channel or group, whose id is the first field: channel bit set. */
    CHANNEL
}
