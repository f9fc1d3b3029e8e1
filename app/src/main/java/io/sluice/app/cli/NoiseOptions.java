package io.sluice.app.cli;

import java.nio.file.Path;
import java.util.Optional;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import io.sluice.app.config.PrivateFile;
import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.curve25519.HandshakeHash;
import io.sluice.noise.curve25519.HandshakePattern;
import io.sluice.noise.curve25519.NoiseTerms;
import io.sluice.noise.handshake.KeyText;
import io.sluice.noise.handshake.MalformedKey;
import io.sluice.wire.type.Bytes;

/** The options that both ends of the experiment with Noise have. */
final class NoiseOptions {

    /** Where the experiment's own programs meet. */
    static final String USUAL_PLACE = "127.0.0.1:3334";

    private static final String USUAL_PROLOGUE = "STRATUM/2";

    @Option(names = "--pattern", paramLabel = "NX|XX", defaultValue = "XX", converter = Pattern.class, description = "NX: the server shows a key. XX: the client too (default: ${DEFAULT-VALUE}).")
    private HandshakePattern pattern = HandshakePattern.XX;

    @Option(names = "--hash", paramLabel = "HASH", converter = Hash.class, description = "SHA256 or BLAKE2s (default: SHA256 with NX, BLAKE2s with XX).")
    private Optional<HandshakeHash> hash = Optional.empty();

    @Option(names = "--prologue", paramLabel = "TEXT", defaultValue = USUAL_PROLOGUE, description = "Must be the same at both ends (default: ${DEFAULT-VALUE}).")
    private String prologue = USUAL_PROLOGUE;

    @Option(names = "--key", paramLabel = "HEX", description = "Our static key, 64 hexadecimal digits. Others on this machine can see it; better use --key-file. Without either a new one is drawn.")
    private String key = "";

    @Option(names = "--key-file", paramLabel = "FILE", description = "A file, readable by you alone, that holds our static key.")
    private Path keyFile = Path.of("");

    NoiseTerms terms() {
        return new NoiseTerms(pattern, hash.orElse(pattern.usualHash()), Bytes.utf8(prologue));
    }

    /** Our key, if one was given. */
    Optional<SecretKey> key() throws Exception {
        boolean inFile = !keyFile.toString().isEmpty();
        if (!key.isEmpty() && inFile) {
            throw Trouble.usage("give --key or --key-file, not both");
        }
        if (key.isEmpty() && !inFile) {
            return Optional.empty();
        }
        try {
            return Optional.of(KeyText.secret(inFile ? PrivateFile.read(keyFile) : key));
        } catch (MalformedKey e) {
            throw Trouble.usage((inFile ? keyFile + " holds" : "--key is") + " no key: " + e.getMessage());
        }
    }

    /** Reads the name of a pattern. */
    static final class Pattern implements ITypeConverter<HandshakePattern> {

        @Override
        public HandshakePattern convert(String text) {
            return HandshakePattern.named(text)
                    .orElseThrow(() -> new TypeConversionException("\"" + text + "\" is neither NX nor XX"));
        }
    }

    /** Reads the name of a hash. */
    static final class Hash implements ITypeConverter<HandshakeHash> {

        @Override
        public HandshakeHash convert(String text) {
            return HandshakeHash.named(text)
                    .orElseThrow(() -> new TypeConversionException("\"" + text + "\" is neither SHA256 nor BLAKE2s"));
        }
    }
}
