package io.sluice.simulation.trace;

/** Somebody who is told everything that happens, at the moment it does. */
@FunctionalInterface
public interface Watcher {

    /** Something happened. */
    void see(Happening happening);
}
