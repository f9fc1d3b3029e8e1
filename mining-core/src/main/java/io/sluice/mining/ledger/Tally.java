package io.sluice.mining.ledger;

import java.util.Arrays;
import java.util.Locale;

/**
 * How many shares have which fate, and how many miners were told "accepted". Immutable.
 *
 * <p>The equation: accepted is the sum over all fates.
 */
public final class Tally {

    /** Nothing yet. */
    public static final Tally ZERO = new Tally(0, new long[ShareFate.values().length]);

    private final long accepted;
    private final long[] byFate;

    Tally(long accepted, long[] byFate) {
        this.accepted = accepted;
        this.byFate = byFate;
    }

    /** Shares that miners were told are good. */
    public long accepted() {
        return accepted;
    }

    /** Shares with this fate now. */
    public long of(ShareFate fate) {
        return byFate[fate.ordinal()];
    }

    /** Whether the equation holds. */
    public boolean balances() {
        return accepted == Arrays.stream(byFate).sum();
    }

    /** Both together. */
    public Tally plus(Tally other) {
        long[] sum = byFate.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.byFate[i];
        }
        return new Tally(accepted + other.accepted, sum);
    }

    /** One line for people: every fate that occurred, and whether it balances. */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder("accepted ").append(accepted).append(" =");
        String plus = " ";
        for (ShareFate fate : ShareFate.values()) {
            line.append(plus).append(fate.name().toLowerCase(Locale.ROOT)).append(' ').append(of(fate));
            plus = " + ";
        }
        return line.append(balances() ? "" : "  DOES NOT BALANCE").toString();
    }
}
