package io.sluice.sv1.message;

import io.sluice.sv1.jsonrpc.Json;
import io.sluice.sv1.jsonrpc.Line;
import io.sluice.sv1.jsonrpc.Request;

/**
 * {@code mining.ping}: keeps a line from falling silent. Firmware answers it or ignores it; both is fine.
 *
 * @param id a number, since a Bitaxe answers nothing else properly
 */
public record PingMiner(long id) implements ServerMessage {

    @Override
    public Line toLine() {
        return new Request(Json.of(id), "mining.ping", Json.array());
    }
}
