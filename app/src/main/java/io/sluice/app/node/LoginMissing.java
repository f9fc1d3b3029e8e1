package io.sluice.app.node;

/** There is nothing to log in with. The message is half a sentence that says why. */
public final class LoginMissing extends Exception {

    private static final long serialVersionUID = 1;

    public LoginMissing(String message) {
        super(message);
    }
}
