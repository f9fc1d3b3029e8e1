package io.sluice.app.sandbox;

/** Hears about the sandbox. Called on its thread; may ask it, must not change it, and returns at once. */
public interface SandboxListener {

    /** A block that somebody submitted is valid; {@code tip} says whether it is the new tip. */
    default void blockSubmitted(SandboxBlock block, boolean tip) {}

    /** A submitted block is not taken, in Bitcoin Core's words. */
    default void blockRejected(String reason) {}

    /** There is a new tip, whoever found it. */
    default void tipChanged(SandboxBlock tip) {}
}
