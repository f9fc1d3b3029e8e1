package io.sluice.sv1.jsonrpc;

/**
 * The answer to a request. Both {@code result} and {@code error} always stand in the line.
 *
 * @param id that of the request
 * @param pace how soon it may leave; not part of the line
 */
public record Response(Json id, Json result, Json error, Pace pace) implements Line {

    /** How soon an answer may leave. */
    public enum Pace {
        /** With everything else. */
        AT_ONCE,
        /** A few milliseconds later: some miners miss an answer that is there before they have noted the question. */
        AFTER_A_PAUSE
    }

    public Response {
        if (!id.isScalar()) {
            throw new IllegalArgumentException("an id is a string, a number, a boolean or null");
        }
    }

    public static Response of(Json id, Json result) {
        return new Response(id, result, Json.Null.NULL, Pace.AT_ONCE);
    }

    /** {@code [code, "text", null]}, the form that all miners read. */
    public static Response error(Json id, int code, String text) {
        return new Response(id, Json.Null.NULL, Json.array(Json.of(code), Json.of(text), Json.Null.NULL), Pace.AT_ONCE);
    }

    public Response withPace(Pace other) {
        return new Response(id, result, error, other);
    }
}
