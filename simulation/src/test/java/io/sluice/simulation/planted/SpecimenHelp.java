package io.sluice.simulation.planted;

/** Helpers for faults in a {@link Specimen}. */
public final class SpecimenHelp {

    private SpecimenHelp() {}

    public static long product(int one, long other) {
        return one * other;
    }

    public static String shout(Object specimen, String whom, long far, int times) {
        return whom.toUpperCase(java.util.Locale.ROOT) + (specimen instanceof Specimen ? "!" : "?") + times;
    }

    public static int wrong(String nothing) {
        return nothing.length();
    }
}
