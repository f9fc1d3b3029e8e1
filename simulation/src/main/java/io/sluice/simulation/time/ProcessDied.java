package io.sluice.simulation.time;

/** Ends a task in the middle, because its process was killed there. */
public final class ProcessDied extends Error {

    private static final long serialVersionUID = 1L;

    public ProcessDied() {
        super("the process was killed", null, false, false);
    }
}
