package io.sluice.simulation.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.sluice.simulation.rule.Rule;
import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Watcher;

/** Hears of everything, remembers the last of it for each subject, and passes it on to the rules. */
final class Chronicle implements Watcher {

    private static final int REMEMBERED = 20_000;
    private static final int TOLD = 30;
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private record Line(long at, Happening what) {

        private boolean isCommon() {
            return what instanceof Happening.Event || what instanceof Happening.TipChanged;
        }

        @Override
        public String toString() {
            return "  %12.6f s  %s %s".formatted(at / 1e9, what.subject(), what.words());
        }
    }

    private final LongSupplier time;
    private final Deque<Line> last = new ArrayDeque<>();
    private List<Rule> rules = List.of();
    private @Nullable RuntimeException verdict;
    private long count;
    private long fingerprint;

    Chronicle(LongSupplier time) {
        this.time = time;
    }

    void judgedBy(List<Rule> all) {
        rules = List.copyOf(all);
    }

    @Override
    public void see(Happening happening) {
        Line line = new Line(time.getAsLong(), happening);
        count++;
        fingerprint = fingerprint * 1_000_003 + line.at * 31 + happening.subject().hashCode();
        last.add(line);
        if (last.size() > REMEMBERED) {
            last.removeFirst();
        }
        for (Rule rule : rules) {
            try {
                rule.see(happening);
            } catch (RuntimeException found) {
                // Not thrown here: the programs would take it for a fault of their own and go on.
                if (verdict == null) {
                    verdict = found;
                }
            }
        }
    }

    /** Throws what a rule found, if one did. */
    void tellVerdict() {
        if (verdict != null) {
            throw verdict;
        }
    }

    /** How many happenings there were. */
    long count() {
        return count;
    }

    /** The same for two worlds only if the same happened in both, at the same times. */
    long fingerprint() {
        return fingerprint;
    }

    /** The last that happened to somebody, to the world, and to the blocks and shares that are named in {@code words}; oldest first. */
    List<String> lastAbout(String subject, String words) {
        List<String> hashes = HASH.matcher(words).results().map(MatchResult::group).toList();
        List<String> story = new ArrayList<>();
        int common = 0;
        int own = 0;
        for (Line line : last.reversed()) {
            String told = line.toString();
            if (hashes.stream().anyMatch(told::contains)
                    || line.what.subject().equals(subject) && own++ < TOLD
                    || line.isCommon() && common++ < TOLD) {
                story.add(told);
            }
        }
        return story.reversed();
    }
}
