package io.sluice.sv1.message;

/** A call of Stratum V1, in either direction. */
public sealed interface Sv1Message permits ClientMessage, ServerMessage {}
