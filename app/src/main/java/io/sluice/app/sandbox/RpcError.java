package io.sluice.app.sandbox;

/** A call that is refused, with the number that Bitcoin Core gives such refusals. */
final class RpcError extends Exception {

    static final int MISC = -1;
    static final int WRONG_TYPE = -3;
    static final int NOT_FOUND = -5;
    static final int INVALID_PARAMETER = -8;
    static final int NOT_DECODABLE = -22;
    static final int INVALID_REQUEST = -32600;
    static final int METHOD_NOT_FOUND = -32601;
    static final int PARSE_ERROR = -32700;

    private static final long serialVersionUID = 1;

    private final int code;

    RpcError(int code, String message) {
        super(message);
        this.code = code;
    }

    int code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }

    /** The HTTP status that goes with it before JSON-RPC 2.0. */
    int status() {
        return switch (code) {
            case INVALID_REQUEST -> 400;
            case METHOD_NOT_FOUND -> 404;
            default -> 500;
        };
    }
}
