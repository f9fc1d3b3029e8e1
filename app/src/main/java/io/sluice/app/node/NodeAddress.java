package io.sluice.app.node;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a node listens for RPC.
 *
 * @param uri scheme, host, port and path; user and password are never in it
 */
public record NodeAddress(URI uri) {

    public NodeAddress {
        if (uri.getRawUserInfo() != null || uri.getHost() == null || uri.getPort() < 1 || uri.getPort() > 65_535
                || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("the address of a node looks like http://127.0.0.1:8332");
        }
    }

    /**
     * An address as people write it: {@code http://127.0.0.1:8332}, {@code 127.0.0.1:8332}, or with a login before the host,
     * which {@link #loginIn} finds.
     *
     * @throws IllegalArgumentException when it is none; the message repeats nothing, for there may be a password in it
     */
    public static NodeAddress parse(String text) {
        URI given = uri(text);
        try {
            String path = given.getRawPath() == null || given.getRawPath().isEmpty() ? "/" : given.getRawPath();
            return new NodeAddress(
                    new URI(given.getScheme(), null, given.getHost(), given.getPort(), path, given.getQuery(), null));
        } catch (URISyntaxException impossible) {
            throw unreadable();
        }
    }

    /** The login that stands in an address as people write it. */
    public static Optional<NodeLogin> loginIn(String text) {
        String login = uri(text).getRawUserInfo();
        if (login == null) {
            return Optional.empty();
        }
        int colon = login.indexOf(':');
        return Optional.of(colon < 0
                ? new PasswordLogin(decoded(login), "")
                : new PasswordLogin(decoded(login.substring(0, colon)), decoded(login.substring(colon + 1))));
    }

    /** Host and port, for people. */
    @Override
    public String toString() {
        return uri.getHost() + ":" + uri.getPort();
    }

    private static URI uri(String text) {
        try {
            return new URI(text.contains("://") ? text : "http://" + text);
        } catch (URISyntaxException e) {
            throw unreadable();
        }
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException("the address of a node looks like http://127.0.0.1:8332");
    }
}
