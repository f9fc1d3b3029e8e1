package io.sluice.noise.curve25519;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Who shows a static key to whom, and in how many messages.
 *
 * @see <a href="https://noiseprotocol.org/noise.html#interactive-handshake-patterns-fundamental">Noise 7.5</a>
 */
public enum HandshakePattern {
    /** The server shows one, the client none: one message each way. */
    NX(HandshakeHash.SHA256),
    /** Both show one: the client adds a third message. */
    XX(HandshakeHash.BLAKE2S);

    private final HandshakeHash usualHash;

    HandshakePattern(HandshakeHash usualHash) {
        this.usualHash = usualHash;
    }

    /** Reads a name, in either case. */
    public static Optional<HandshakePattern> named(String text) {
        return Arrays.stream(values()).filter(each -> each.name().equals(text.toUpperCase(Locale.ROOT))).findFirst();
    }

    /** The hash that the published experiment uses with this pattern. */
    public HandshakeHash usualHash() {
        return usualHash;
    }
}
