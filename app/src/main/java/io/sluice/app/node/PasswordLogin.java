package io.sluice.app.node;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** User and password, as {@code rpcuser} and {@code rpcpassword} or {@code rpcauth} in {@code bitcoin.conf} have them. */
public final class PasswordLogin implements NodeLogin {

    private final String authorization;

    public PasswordLogin(String user, String password) {
        authorization = basic(user + ":" + password);
    }

    @Override
    public String authorization() {
        return authorization;
    }

    @Override
    public boolean renew() {
        return false;
    }

    @Override
    public String advice() {
        return "compare rpcuser and rpcpassword with its bitcoin.conf";
    }

    @Override
    public String toString() {
        return "PasswordLogin[redacted]";
    }

    /** The header for {@code user:password}. */
    static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
