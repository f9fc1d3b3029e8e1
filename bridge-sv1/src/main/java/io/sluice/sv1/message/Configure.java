package io.sluice.sv1.message;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.sluice.mining.bitcoin.VersionMask;
import io.sluice.sv1.jsonrpc.Json;

/**
 * {@code mining.configure}: a miner names extensions that it would like (BIP 310).
 *
 * <pre>
 * [["version-rolling", ...], {"version-rolling.mask": "ffffffff", ...}]
 * </pre>
 *
 * @param extensions as named
 * @param versionMask the bits it would roll; empty when it does not say
 */
public record Configure(List<String> extensions, Optional<VersionMask> versionMask) implements ClientMessage {

    private static final String VERSION_ROLLING = "version-rolling";
    private static final String VERSION_ROLLING_MASK = "version-rolling.mask";
    private static final List<String> NOT_GIVEN = List.of("minimum-difficulty", "subscribe-extranonce");

    public Configure {
        extensions = List.copyOf(extensions);
    }

    static Configure read(Params params) throws InvalidParams {
        if (!(params.at(0) instanceof Json.Array(var named))) {
            throw new InvalidParams("parameter 0 is a list of extensions");
        }
        List<String> extensions = named.stream().filter(Json.Text.class::isInstance).map(Json.Text.class::cast)
                .map(Json.Text::value).toList();
        Optional<VersionMask> mask = params.at(1) instanceof Json.Members options
                ? Params.word(options.get(VERSION_ROLLING_MASK)).map(VersionMask::new)
                : Optional.empty();
        return new Configure(extensions, mask);
    }

    public boolean asksForVersionRolling() {
        return extensions.contains(VERSION_ROLLING);
    }

    /**
     * The answer: of what was asked for, what is given. Never a key more, since some miners hang up on one that they did not ask
     * for.
     *
     * @param granted the version bits that may be rolled
     */
    public Json result(VersionMask granted) {
        Map<String, Json> members = new LinkedHashMap<>();
        if (asksForVersionRolling()) {
            boolean given = !granted.equals(VersionMask.NONE);
            members.put(VERSION_ROLLING, Json.of(given));
            if (given) {
                members.put(VERSION_ROLLING_MASK, Json.of(granted.toString()));
            }
        }
        NOT_GIVEN.stream().filter(extensions::contains).forEach(name -> members.put(name, Json.of(false)));
        return Json.members(members);
    }
}
