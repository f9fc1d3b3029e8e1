package io.sluice.simulation.miner;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Stratum V1 miners as they are met, each with the ways of its firmware.
 *
 * <p>Where real ones name difficulties of their own, these name what suits their hash rate: a virtual miner is a thousand million
 * times slower than a Bitaxe.
 */
enum Sv1Model implements Model {

    // @formatter:off
    /** Says all its opening lines at once and rolls the version whatever it is told. */
    BITAXE    ("bitaxe/BM1370/v2.15.0",                   "ffffffff", Habit.AT_ONCE, Habit.SUGGESTS, Habit.ROLLS_UNASKED),
    /** Uses one id for all its shares. */
    CPUMINER  ("cpuminer/2.5.1",                          null,       Habit.TYPES_WISH, Habit.ONE_ID),
    /** Repeats its suggestion as a sign of life. */
    NERDMINER ("NerdMinerV2/V1.7.0",                      null,       Habit.SUGGESTS, Habit.KEEPS_SUGGESTING),
    /** A rental proxy; under its true name it is given no difficulty that a virtual miner could meet. */
    NICEHASH  ("rental/1.0.0",                            "1fffe000", Habit.ASKS_FOR_EXTRANONCES, Habit.TYPES_WISH),
    /** Leaves when it may not roll the version. */
    BRAIINS   ("bosminer-plus-tuner 24.09 bOS/24.09-plus", "1fffe000", Habit.NEEDS_ROLLING, Habit.AT_ONCE),
    /** Asks for two bits only and runs the time. */
    ANTMINER  ("Antminer S21/49.0.1.3",                   "00c00000", Habit.LATE_IDS, Habit.ROLLS_TIME),
    CGMINER   ("cgminer/4.12.1",                          null,       Habit.ROLLS_TIME, Habit.RESUMES);
    // @formatter:on

    /** Something that not all firmware does. */
    enum Habit {
        /** Opens without waiting for answers. */
        AT_ONCE,
        /** Begins to count its ids somewhere. */
        LATE_IDS,
        /** Has one id for all shares, and its keys in another order. */
        ONE_ID,
        /** Wants its old session back. */
        RESUMES,
        /** Wishes for a difficulty with {@code mining.suggest_difficulty}. */
        SUGGESTS,
        /** Does so again and again. */
        KEEPS_SUGGESTING,
        /** Its owner typed a difficulty into the password. */
        TYPES_WISH,
        /** Sends {@code mining.extranonce.subscribe}. */
        ASKS_FOR_EXTRANONCES,
        /** Rolls the version although it was not granted. */
        ROLLS_UNASKED,
        /** Leaves when rolling is not granted. */
        NEEDS_ROLLING,
        /** Runs the time of a header ahead. */
        ROLLS_TIME
    }

    private static final int USUAL_MASK = 0x1fff_e000;
    private static final int SECONDS_AHEAD = 20;

    private final String software;
    private final @Nullable String mask;
    @SuppressWarnings("ImmutableEnumChecker") // nobody can change it
    private final Set<Habit> habits;

    /** @param mask the version bits that it asks for; null when it does not ask */
    Sv1Model(String software, @Nullable String mask, Habit... habits) {
        this.software = software;
        this.mask = mask;
        this.habits = Set.of(habits);
    }

    boolean has(Habit habit) {
        return habits.contains(habit);
    }

    /** How it calls itself. */
    String software() {
        return software;
    }

    /** The mask for {@code mining.configure}; nothing when it does not send that. */
    @Nullable
    String mask() {
        return mask;
    }

    /** What it rolls before it was granted anything. */
    Rolling rollingUnasked() {
        return rolling(has(Habit.ROLLS_UNASKED) ? USUAL_MASK : 0);
    }

    /** What it rolls once these bits are granted: its chips know some only. */
    Rolling rolling(int granted) {
        return new Rolling(granted & USUAL_MASK, has(Habit.ROLLS_TIME) ? SECONDS_AHEAD : 0);
    }
}
