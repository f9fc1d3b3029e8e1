package io.sluice.sv1.message;

/** {@code mining.extranonce.subscribe}: a miner could follow a change of its extranonce. */
public record ExtranonceSubscribe() implements ClientMessage {}
