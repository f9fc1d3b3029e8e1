package io.sluice.simulation.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import io.sluice.simulation.fault.Plan;
import io.sluice.simulation.run.Simulation.Outcome;

/** Leaves out of a plan what a failure does not need. */
final class Shrinker {

    private final Function<Plan, Outcome> world;
    private int runsLeft;

    /**
     * @param world runs a plan
     * @param mostRuns after so many it is enough
     */
    Shrinker(Function<Plan, Outcome> world, int mostRuns) {
        this.world = world;
        this.runsLeft = mostRuns;
    }

    /** The smallest world found in which the same rule breaks. */
    Outcome shrink(Outcome failed) {
        Outcome smallest = failed;
        int piece = Math.max(1, failed.plan().strikes().size() / 2);
        while (runsLeft > 0) {
            int before = smallest.plan().strikes().size();
            smallest = withoutPieces(smallest, piece);
            if (piece == 1 && smallest.plan().strikes().size() == before) {
                break;
            }
            piece = Math.max(1, piece / 2);
        }
        return smallest;
    }

    private Outcome withoutPieces(Outcome failed, int piece) {
        Outcome smallest = failed;
        List<Integer> numbers = new ArrayList<>(failed.plan().strikes().stream().map(Plan.Strike::number).toList());
        // From the end on: what struck after the failure goes first.
        for (int end = numbers.size(); end > 0 && runsLeft > 0; end -= piece) {
            Set<Integer> left = new TreeSet<>(numbers);
            numbers.subList(Math.max(0, end - piece), end).forEach(left::remove);
            runsLeft--;
            Outcome tried = world.apply(failed.plan().only(left));
            if (breaksTheSame(failed, tried)) {
                smallest = tried;
                numbers.retainAll(left);
            }
        }
        return smallest;
    }

    private static boolean breaksTheSame(Outcome one, Outcome other) {
        return one.failure().isPresent() && other.failure().isPresent()
                && one.failure().get().rule().equals(other.failure().get().rule());
    }
}
