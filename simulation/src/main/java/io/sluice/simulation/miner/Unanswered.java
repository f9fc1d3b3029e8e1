package io.sluice.simulation.miner;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

import io.sluice.simulation.miner.Tongue.Letter;
import io.sluice.simulation.trace.Happening.Honesty;
import io.sluice.simulation.trace.Happening.ShareSight;

/**
 * Shares that were sent and not answered yet, in the order in which they were sent. Numbers may occur twice: a duplicate has that
 * of its first, and some miners have only one for all their shares.
 */
final class Unanswered {

    /** A share that is on its way. */
    record Sent(Letter letter, ShareSight share) {

        boolean hasNumber(long number) {
            return letter.number().isPresent() && letter.number().getAsLong() == number;
        }
    }

    private final List<Sent> waiting = new ArrayList<>();

    void add(Sent sent) {
        if (sent.letter().number().isPresent()) {
            waiting.add(sent);
        }
    }

    /** Takes out the eldest of that number. */
    Optional<Sent> take(long number) {
        for (Iterator<Sent> each = waiting.iterator(); each.hasNext();) {
            Sent sent = each.next();
            if (sent.hasNumber(number)) {
                each.remove();
                return Optional.of(sent);
            }
        }
        return Optional.empty();
    }

    /** Takes out all from the eldest to the eldest of that number; none when there is none of it. */
    List<Sent> takeThrough(long number) {
        List<Sent> taken = new ArrayList<>();
        for (Sent sent : waiting) {
            taken.add(sent);
            if (sent.hasNumber(number)) {
                waiting.subList(0, taken.size()).clear();
                return taken;
            }
        }
        return List.of();
    }

    /** How many honest ones there are. */
    int honest() {
        return (int) waiting.stream().filter(sent -> sent.share().honesty() == Honesty.HONEST).count();
    }
}
