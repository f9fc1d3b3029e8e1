package io.sluice.sv1.message;

/** {@code pong}: a miner's answer to {@link PingMiner}. It looks like a call and must not be answered. */
public record Pong() implements ClientMessage {}
