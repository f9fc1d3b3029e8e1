package io.sluice.sv1.bridge;

/** Decides who may mine here. */
@FunctionalInterface
public interface Authorizer {

    /**
     * Called on the loop of the connection; must return at once.
     *
     * @param user what the miner typed, at most {@value WorkerNames#MAX_LENGTH} printable characters; may be empty
     */
    boolean admits(String user);
}
