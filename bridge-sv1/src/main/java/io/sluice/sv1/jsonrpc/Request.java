package io.sluice.sv1.jsonrpc;

/**
 * Something that wants an answer.
 *
 * @param id the answer carries it back, spelled the same; {@code null} counts as an id, a missing one does not
 * @param params anything; {@link Json.Null} when missing
 */
public record Request(Json id, String method, Json params) implements Line {

    public Request {
        if (!id.isScalar()) {
            throw new IllegalArgumentException("an id is a string, a number, a boolean or null");
        }
    }
}
