package io.sluice.sv1.message;

/** The params of a call are not what its method needs. Answered with {@link Refusal#INVALID_PARAMS}; the connection goes on. */
public final class InvalidParams extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param message what was expected; without any content of the call */
    InvalidParams(String message) {
        super(message);
    }
}
