package io.sluice.simulation.run;

import java.util.List;

/**
 * A rule that did not hold.
 *
 * @param seed of the world
 * @param atNanos virtual time
 * @param strikes what had struck until then, in words
 * @param last what happened last to whom it concerns, oldest first
 */
public record Failure(
        long seed, String rule, String subject, String words, long atNanos, List<String> strikes, List<String> last) {

    public Failure {
        strikes = List.copyOf(strikes);
        last = List.copyOf(last);
    }

    /** The story, in words; the same for the same seed to the byte. */
    public String story() {
        StringBuilder story = new StringBuilder();
        story.append("Seed ").append(seed).append(" breaks the rule: ").append(rule).append(".\n");
        story.append("%.6f s after the beginning: %s%n".formatted(atNanos / 1e9, words));
        story.append("What had gone wrong in the world before:\n");
        strikes.forEach(strike -> story.append(strike).append('\n'));
        story.append("What happened last to ").append(subject).append(" and to the world:\n");
        last.forEach(line -> story.append(line).append('\n'));
        return story.toString();
    }
}
