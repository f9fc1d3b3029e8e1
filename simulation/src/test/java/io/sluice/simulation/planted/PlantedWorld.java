package io.sluice.simulation.planted;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * The simulation with a fault in it. It is asked for by name and answers in types of the JDK, since it was loaded by a loader of its
 * own.
 */
final class PlantedWorld implements LongFunction<Optional<String>> {

    private static final String SIMULATION = "io.sluice.simulation.run.Simulation";
    private static final String QUESTION = "firstFailure";

    private final MethodHandle question;

    private PlantedWorld(MethodHandle question) {
        this.question = question;
    }

    /** The world of {@code lab simulate}. */
    static PlantedWorld with(PlantedFault fault) {
        return with(fault, SIMULATION);
    }

    /** @param simulation a public class with {@code public static Optional<String> firstFailure(long seed)} */
    static PlantedWorld with(PlantedFault fault, String simulation) {
        try {
            Class<?> planted = Class.forName(simulation, true, new PlantedLoader(fault));
            return new PlantedWorld(MethodHandles.publicLookup().findStatic(
                    planted, QUESTION, MethodType.methodType(Optional.class, long.class)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "there is no public static Optional<String> " + simulation + "." + QUESTION + "(long)", e);
        }
    }

    /** The story of the first rule that this seed breaks, or nothing. */
    @Override
    @SuppressWarnings("unchecked") // as it was looked up
    public Optional<String> apply(long seed) {
        try {
            return (Optional<String>) question.invokeExact(seed);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable checked) {
            throw new IllegalStateException(checked);
        }
    }

    /** The first seed from {@code first} to {@code last} that finds the fault. */
    Optional<Finding> search(long first, long last) {
        for (long seed = first; seed <= last; seed++) {
            Optional<String> story = apply(seed);
            if (story.isPresent()) {
                return Optional.of(new Finding(seed, seed - first + 1, story.get()));
            }
        }
        return Optional.empty();
    }

    /**
     * A fault was found.
     *
     * @param seeds how many it took
     */
    record Finding(long seed, long seeds, String story) {}
}
