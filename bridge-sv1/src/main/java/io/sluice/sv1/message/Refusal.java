package io.sluice.sv1.message;

import io.sluice.mining.share.RejectReason;
import io.sluice.sv1.jsonrpc.Json;
import io.sluice.sv1.jsonrpc.Response;

/**
 * Every way in which a miner is told no. The texts are fixed, for a Bitaxe keeps a count for each text that it has seen and has
 * room for ten.
 */
public enum Refusal {

    // @formatter:off
    INVALID_PARAMS      (20, "Invalid params"),
    INVALID_EXTRANONCE2 (20, "Invalid extranonce2 size"),
    INVALID_VERSION     (20, "Invalid version bits"),
    INVALID_TIME        (20, "Time out of range"),
    /** Not the miner's fault. */
    OTHER               (20, "Other"),
    JOB_NOT_FOUND       (21, "Job not found"),
    STALE               (21, "Stale share"),
    DUPLICATE           (22, "Duplicate share"),
    LOW_DIFFICULTY      (23, "Low difficulty share"),
    UNAUTHORIZED        (24, "Unauthorized worker"),
    NOT_SUBSCRIBED      (25, "Not subscribed"),
    METHOD_NOT_FOUND    (-3, "Method not found");
    // @formatter:on

    private final int code;
    private final String text;

    Refusal(int code, String text) {
        this.code = code;
        this.text = text;
    }

    /** In the words of Stratum V1. */
    public static Refusal of(RejectReason reason) {
        return switch (reason) {
            case UNAUTHORIZED -> UNAUTHORIZED;
            case UNKNOWN_JOB -> JOB_NOT_FOUND;
            case BAD_EXTRANONCE -> INVALID_EXTRANONCE2;
            case BAD_VERSION -> INVALID_VERSION;
            case TIME_TOO_OLD, TIME_TOO_NEW -> INVALID_TIME;
            case STALE -> STALE;
            case DUPLICATE -> DUPLICATE;
            case LOW_DIFFICULTY -> LOW_DIFFICULTY;
            case OVERLOADED -> OTHER;
        };
    }

    public int code() {
        return code;
    }

    public String text() {
        return text;
    }

    /** The answer to the request of this id. */
    public Response answer(Json id) {
        return Response.error(id, code, text);
    }
}
