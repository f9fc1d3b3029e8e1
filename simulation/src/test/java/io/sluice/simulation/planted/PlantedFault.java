package io.sluice.simulation.planted;

import java.util.List;

/**
 * Something that is wrong with the programs, on purpose.
 *
 * @param name a sentence that says what is wrong
 * @param changes what makes it so; several in one class are made one after the other, and find what the earlier ones left
 */
record PlantedFault(String name, List<Change> changes) {

    PlantedFault {
        changes = List.copyOf(changes);
    }

    static PlantedFault fault(String name, Change... changes) {
        return new PlantedFault(name, List.of(changes));
    }

    /** Nothing is wrong. */
    static PlantedFault none() {
        return fault("nothing is wrong");
    }

    /** The class of this binary name with the fault in it; the very same bytes when the fault is elsewhere. */
    byte[] plantedIn(String type, byte[] original) {
        byte[] planted = original;
        for (Change change : changes) {
            if (change.target().equals(type)) {
                planted = made(change, planted);
            }
        }
        return planted;
    }

    private byte[] made(Change change, byte[] original) {
        try {
            return change.in(original);
        } catch (PlaceMissing missing) {
            throw missing.inFault(name);
        }
    }

    /** Binary names of the classes that differ. */
    List<String> targets() {
        return changes.stream().map(Change::target).distinct().toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
