package io.sluice.sv1.jsonrpc;

/**
 * Something that wants no answer. From a miner it comes without an id; to a miner it goes with {@code "id":null}, the form that
 * all of them know.
 *
 * @param params anything; {@link Json.Null} when missing
 */
public record Notification(String method, Json params) implements Line {}
