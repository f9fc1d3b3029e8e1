package io.sluice.sv1.message;

import io.sluice.mining.bitcoin.Sv1Difficulty;

/**
 * {@code mining.suggest_difficulty}: a miner names the difficulty that it would like. Small miners name fractions, and some
 * repeat it every half minute to see whether we are still there.
 */
public record SuggestDifficulty(Sv1Difficulty difficulty) implements ClientMessage {

    static SuggestDifficulty read(Params params) throws InvalidParams {
        return new SuggestDifficulty(params.difficulty(0)
                .orElseThrow(() -> new InvalidParams("parameter 0 is a difficulty above zero")));
    }
}
