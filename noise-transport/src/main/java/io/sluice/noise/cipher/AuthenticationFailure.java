package io.sluice.noise.cipher;

/** A sealed text is not what the other end sealed. Carries no stack: it happens at the will of a stranger. */
public final class AuthenticationFailure extends Exception {

    public AuthenticationFailure() {
        super("the authentication code does not match", null, false, false);
    }
}
