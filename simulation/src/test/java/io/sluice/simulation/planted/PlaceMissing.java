package io.sluice.simulation.planted;

/** A planted fault does not find its place any more: production code has changed, and the fault has to be planted anew. */
final class PlaceMissing extends IllegalStateException {
    private static final long serialVersionUID = 1;

    PlaceMissing(String what) {
        super(what);
    }

    /** The same about a fault of this name, with what to do. */
    PlaceMissing inFault(String fault) {
        return new PlaceMissing("The planted fault \"" + fault + "\" does not find its place: " + getMessage()
                + ". Production code has changed there: look where that happens now, and say so in PlantedFaults.");
    }
}
