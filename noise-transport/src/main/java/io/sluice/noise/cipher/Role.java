package io.sluice.noise.cipher;

/** Which end of a handshake we are. */
public enum Role {
    /** The client: speaks first. */
    INITIATOR,
    /** The server: answers and proves who it is. */
    RESPONDER
}
