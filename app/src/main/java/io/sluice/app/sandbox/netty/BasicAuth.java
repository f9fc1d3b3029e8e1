package io.sluice.app.sandbox.netty;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/** The one login that is let in. Compares in a time that says nothing, and does not say the password. */
final class BasicAuth {

    private final byte[] expected;

    BasicAuth(String user, String password) {
        String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        expected = ("Basic " + pair).getBytes(StandardCharsets.US_ASCII);
    }

    /** @param header the value of {@code Authorization}, if the request has one */
    boolean admits(@Nullable String header) {
        return header != null && MessageDigest.isEqual(expected, header.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "BasicAuth[redacted]";
    }
}
