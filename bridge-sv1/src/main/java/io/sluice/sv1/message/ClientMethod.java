package io.sluice.sv1.message;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

import io.sluice.sv1.jsonrpc.Json;

/** The methods that a miner may call. */
enum ClientMethod {

    // @formatter:off
    CONFIGURE            ("mining.configure",            Configure::read),
    SUBSCRIBE            (Subscribe.METHOD,              Subscribe::read),
    AUTHORIZE            ("mining.authorize",            Authorize::read),
    SUGGEST_DIFFICULTY   ("mining.suggest_difficulty",   SuggestDifficulty::read),
    EXTRANONCE_SUBSCRIBE ("mining.extranonce.subscribe", _ -> new ExtranonceSubscribe()),
    SUBMIT               (Submit.METHOD,                 Submit::read),
    PING                 ("mining.ping",                 _ -> new Ping()),
    /** How a Bitaxe answers our ping: a call, not a response. */
    PONG                 ("pong",                        _ -> new Pong());
    // @formatter:on

    static final Map<String, ClientMethod> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toUnmodifiableMap(method -> method.wireName, method -> method));

    private final String wireName;
    @SuppressWarnings("ImmutableEnumChecker") // always a static method
    private final Reader reader;

    ClientMethod(String wireName, Reader reader) {
        this.wireName = wireName;
        this.reader = reader;
    }

    ClientMessage read(Json params) throws InvalidParams {
        return reader.read(Params.of(params));
    }

    @FunctionalInterface
    private interface Reader {
        ClientMessage read(Params params) throws InvalidParams;
    }
}
