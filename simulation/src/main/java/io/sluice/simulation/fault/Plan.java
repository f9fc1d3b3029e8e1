package io.sluice.simulation.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import io.sluice.simulation.time.Chance;

/**
 * Which faults strike, and when: drawn before the world begins, so that some can be left out and the rest stays as it is.
 *
 * @param strikes in the order of their time
 */
public record Plan(List<Strike> strikes) {

    private static final Duration RAREST = Duration.ofMinutes(8);
    private static final Duration MOST_FREQUENT = Duration.ofSeconds(15);
    private static final double ABSENT = 0.55;

    /**
     * One fault at one time.
     *
     * @param number in the whole plan; stays the same when others are left out
     * @param at nanoseconds
     */
    public record Strike(int number, long at, Fault fault) {}

    public Plan {
        strikes = List.copyOf(strikes);
    }

    /** Draws a rate for each fault (many do not occur in a world), and their times up to {@code end}. */
    public static Plan draw(Chance chance, List<Fault> faults, long end) {
        record Drawn(long at, Fault fault) {}
        List<Drawn> drawn = new ArrayList<>();
        for (Fault fault : faults) {
            Chance own = chance.of(fault.name());
            if (own.happens(ABSENT)) {
                continue;
            }
            double mean = MOST_FREQUENT.toNanos()
                    * Math.pow((double) RAREST.toNanos() / MOST_FREQUENT.toNanos(), own.nextDouble());
            for (long at = own.until(Duration.ofNanos((long) mean)); at < end; at += own
                    .until(Duration.ofNanos((long) mean))) {
                drawn.add(new Drawn(at, fault));
            }
        }
        drawn.sort(Comparator.comparingLong(Drawn::at));
        List<Strike> strikes = new ArrayList<>();
        for (Drawn one : drawn) {
            strikes.add(new Strike(strikes.size(), one.at, one.fault));
        }
        return new Plan(strikes);
    }

    /** The plan with these strikes alone, by number. */
    public Plan only(Set<Integer> numbers) {
        return new Plan(strikes.stream().filter(strike -> numbers.contains(strike.number)).toList());
    }
}
