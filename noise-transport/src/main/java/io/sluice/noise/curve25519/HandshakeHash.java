package io.sluice.noise.curve25519;

import java.util.Arrays;
import java.util.Optional;

/** What a handshake is hashed with. */
public enum HandshakeHash {
    SHA256("SHA256"), BLAKE2S("BLAKE2s");

    private final String noiseName;

    HandshakeHash(String noiseName) {
        this.noiseName = noiseName;
    }

    /** Reads a name, in either case. */
    public static Optional<HandshakeHash> named(String text) {
        return Arrays.stream(values()).filter(each -> each.noiseName.equalsIgnoreCase(text)).findFirst();
    }

    /** As in the names of Noise protocols, where case matters. */
    @Override
    public String toString() {
        return noiseName;
    }
}
