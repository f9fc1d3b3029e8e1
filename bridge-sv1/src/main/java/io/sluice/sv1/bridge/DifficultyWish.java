package io.sluice.sv1.bridge;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.bitcoin.DifficultyOne;
import io.sluice.mining.bitcoin.Sv1Difficulty;
import io.sluice.mining.vardiff.ShareDifficulty;

/**
 * What a miner wishes its difficulty to be. People type a wish into the password, firmware suggests one of its own accord; what
 * people type counts more, whichever comes first. Of each kind only the first is heard: firmware repeats itself. Belongs to the
 * loop of the connection.
 */
final class DifficultyWish {

    private static final double LOG_2 = Math.log(2);

    private @Nullable Sv1Difficulty typed;
    private @Nullable Sv1Difficulty suggested;

    /** A wish in a password. Returns whether it is to be followed. */
    boolean type(Sv1Difficulty wish) {
        if (typed != null) {
            return false;
        }
        typed = wish;
        return true;
    }

    /** A wish by {@code mining.suggest_difficulty}. Returns whether it is to be followed. */
    boolean suggest(Sv1Difficulty wish) {
        if (suggested != null) {
            return false;
        }
        suggested = wish;
        return typed == null;
    }

    /** The wish that counts. */
    Optional<Sv1Difficulty> current() {
        return Optional.ofNullable(typed != null ? typed : suggested);
    }

    /** The nearest power of two, so that the 1000 which a Bitaxe suggests by default is its 1024 and no change. */
    static ShareDifficulty nearest(DifficultyOne one, Sv1Difficulty wish) {
        return ShareDifficulty.clamped(Math.round(Math.log(one.difficultyOf(wish.toTarget())) / LOG_2));
    }
}
