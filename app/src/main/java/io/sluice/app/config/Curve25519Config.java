package io.sluice.app.config;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.curve25519.HandshakeHash;
import io.sluice.noise.curve25519.HandshakePattern;
import io.sluice.noise.curve25519.NoiseTerms;
import io.sluice.noise.handshake.KeyText;
import io.sluice.noise.handshake.MalformedKey;

/**
 * Section {@code [curve25519]}: a port for Stratum V2 behind a Noise handshake over Curve25519. For experiments.
 *
 * @param listen where such miners connect
 * @param terms what they must have agreed to
 * @param key the gateway's static key; absent: in {@code keyFile}
 * @param keyFile holds it otherwise
 */
public record Curve25519Config(
        InetSocketAddress listen, NoiseTerms terms, Optional<SecretKey> key, Path keyFile) {

    private static final String SECTION = "curve25519";
    private static final String LISTEN = SECTION + ".listen";
    private static final String KEY = SECTION + ".key";
    private static final String KEY_FILE = SECTION + ".key_file";
    private static final String USUAL_FILE = "curve25519.key";

    /**
     * @param folder where the configuration is
     * @param data the data folder
     */
    static Optional<Curve25519Config> read(ConfigReader in, Path folder, Path data) {
        HandshakePattern pattern = in.parsed(SECTION + ".pattern", "NX", text -> HandshakePattern.named(text)
                .orElseThrow(
                        () -> new IllegalArgumentException("\"" + text + "\" is no pattern; use \"NX\" or \"XX\"")));
        HandshakeHash hash = in.parsed(SECTION + ".hash", pattern.usualHash().toString(),
                text -> HandshakeHash.named(text).orElseThrow(
                        () -> new IllegalArgumentException(
                                "\"" + text + "\" is no hash; use \"SHA256\" or \"BLAKE2s\"")));
        Optional<SecretKey> key = in.parsedIfPresent(KEY, Curve25519Config::secret);
        Optional<Path> keyFile = in.parsedIfPresent(KEY_FILE, ConfigPaths::home);
        if (in.has(KEY) && in.has(KEY_FILE)) {
            in.problem(KEY, "is there beside " + KEY_FILE + "; remove one of them");
        }
        if (in.text(LISTEN, "").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Curve25519Config(
                in.address(LISTEN, "0.0.0.0:3337"), new NoiseTerms(pattern, hash, NoiseTerms.STRATUM_2), key,
                keyFile.map(folder::resolve).orElse(data.resolve(USUAL_FILE))));
    }

    private static SecretKey secret(String text) {
        try {
            return KeyText.secret(text);
        } catch (MalformedKey e) {
            throw new IllegalArgumentException("is no key: " + e.getMessage(), e);
        }
    }
}
