package io.sluice.sv1.message;

/**
 * A call of a method that we do not have, {@code mining.get_transactions} and {@code mining.multi_version} among them.
 *
 * @param method from the miner, so not to be trusted
 */
public record UnknownMethod(String method) implements ClientMessage {}
