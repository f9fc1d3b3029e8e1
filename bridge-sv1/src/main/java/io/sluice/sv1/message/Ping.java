package io.sluice.sv1.message;

/** {@code mining.ping}: a miner asks whether we are there. */
public record Ping() implements ClientMessage {}
