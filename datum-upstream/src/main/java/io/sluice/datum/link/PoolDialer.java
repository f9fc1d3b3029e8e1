package io.sluice.datum.link;

/** Makes lines to the pool. */
@FunctionalInterface
public interface PoolDialer {

    /**
     * Resolves the name anew and tries every address it has until one takes the call. Called on the pool link's loop, and so is
     * the listener, not before this returns.
     */
    void dial(String host, int port, PoolLine.Listener listener);
}
