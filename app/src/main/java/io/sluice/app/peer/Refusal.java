package io.sluice.app.peer;

/** Why somebody may not connect. */
public enum Refusal {
    /** The address is in none of the networks that may. */
    STRANGER,
    /** The port has as many connections as it takes. */
    PORT_FULL,
    /** The address has as many connections as one may have. */
    ADDRESS_FULL
}
