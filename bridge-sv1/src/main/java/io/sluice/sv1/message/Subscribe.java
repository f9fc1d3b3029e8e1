package io.sluice.sv1.message;

import io.sluice.sv1.jsonrpc.Json;
import io.sluice.wire.type.Bytes;

/**
 * {@code mining.subscribe}: a miner wants jobs.
 *
 * <pre>
 * ["software", "session to resume"]
 * </pre>
 *
 * The session is ignored: it is any text, odd numbers of hexadecimal digits included, and every connection begins anew.
 *
 * @param software what the miner calls its firmware; may be empty
 */
public record Subscribe(String software) implements ClientMessage {

    public static final String METHOD = "mining.subscribe";

    static Subscribe read(Params params) {
        return new Subscribe(params.text(0));
    }

    /**
     * The answer. A Bitaxe that looks whether its pool is back looks for nothing but {@code mining.notify} in it.
     *
     * <pre>
     * [[["mining.set_difficulty", session], ["mining.notify", session]], extranonce1, size of extranonce2]
     * </pre>
     */
    public static Json result(Bytes extranonce1, int extranonce2Size) {
        Json session = Json.of(extranonce1.toHex());
        return Json.array(
                Json.array(
                        Json.array(Json.of(SetDifficulty.METHOD), session),
                        Json.array(Json.of(Notify.METHOD), session)),
                session,
                Json.of(extranonce2Size));
    }
}
