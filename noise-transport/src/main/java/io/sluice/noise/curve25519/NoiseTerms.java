package io.sluice.noise.curve25519;

import io.sluice.wire.type.Bytes;

/**
 * What both ends of a handshake over Curve25519 must agree on beforehand; nothing of it is negotiated.
 *
 * @param prologue hashed first; any bytes
 */
public record NoiseTerms(HandshakePattern pattern, HandshakeHash hash, Bytes prologue) {

    /** The prologue of the published experiment. */
    public static final Bytes STRATUM_2 = Bytes.utf8("STRATUM/2");

    /** As the published experiment does with this pattern. */
    public static NoiseTerms usual(HandshakePattern pattern) {
        return new NoiseTerms(pattern, pattern.usualHash(), STRATUM_2);
    }

    /** The full name in Noise's own words, such as {@code Noise_NX_25519_ChaChaPoly_SHA256}. */
    public String protocolName() {
        return "Noise_" + pattern + "_25519_ChaChaPoly_" + hash;
    }
}
