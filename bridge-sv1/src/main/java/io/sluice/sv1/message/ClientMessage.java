package io.sluice.sv1.message;

import io.sluice.sv1.jsonrpc.Json;

/** What a miner says. */
public sealed interface ClientMessage extends Sv1Message
        permits Configure, Subscribe, Authorize, SuggestDifficulty, ExtranonceSubscribe, Submit, Ping, Pong,
        UnknownMethod {

    /**
     * Reads a call. One of a method that we do not know is a message too.
     *
     * @throws InvalidParams when the method is known and its params are no list, or lack what the method needs
     */
    static ClientMessage read(String method, Json params) throws InvalidParams {
        ClientMethod known = ClientMethod.BY_NAME.get(method);
        return known == null ? new UnknownMethod(method) : known.read(params);
    }
}
