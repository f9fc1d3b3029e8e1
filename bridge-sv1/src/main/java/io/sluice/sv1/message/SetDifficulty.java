package io.sluice.sv1.message;

import io.sluice.mining.bitcoin.Sv1Difficulty;
import io.sluice.sv1.jsonrpc.Json;
import io.sluice.sv1.jsonrpc.Line;
import io.sluice.sv1.jsonrpc.Notification;

/**
 * {@code mining.set_difficulty}: counts from the next {@link Notify} on, so it only ever goes right before one.
 *
 * <pre>
 * [difficulty]
 * </pre>
 */
public record SetDifficulty(Sv1Difficulty difficulty) implements ServerMessage {

    static final String METHOD = "mining.set_difficulty";

    @Override
    public Line toLine() {
        return new Notification(METHOD, Json.array(new Json.Numeral(difficulty.toString())));
    }
}
