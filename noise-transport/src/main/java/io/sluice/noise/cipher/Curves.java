package io.sluice.noise.cipher;

import java.util.random.RandomGenerator;

import io.sluice.wire.type.Bytes;

/** Chooses an implementation of {@link Secp256k1} and says why it did. */
public final class Curves {

    // BIP 324, packet encoding vectors, first row: a key exchange as the initiator.
    private static final SecretKey KNOWN_SECRET = SecretKey.adopt(
            Bytes.hex("61062ea5071d800bbfd59e2e8b53d47d194b095ae5a4df04936b49772ef0d4d7").toArray());
    private static final EllSwiftKey KNOWN_OURS = new EllSwiftKey(Bytes.hex(
            "ec0adff257bbfe500c188c80b4fdd640f6b45a482bbc15fc7cef5931deff0aa1"
                    + "86f6eb9bba7b85dc4dcc28b28722de1e3d9108b985e2967045668f66098e475b"));
    private static final EllSwiftKey KNOWN_THEIRS = new EllSwiftKey(Bytes.hex(
            "a4a94dfce69b4a2a0a099313d10f9f7e7d649d60501c9e1d274c300e0d89aafa"
                    + "ffffffffffffffffffffffffffffffffffffffffffffffffffffffff8faf88d5"));
    private static final XOnlyKey KNOWN_PUBLIC = new XOnlyKey(
            Bytes.hex("19e965bc20fc40614e33f2f82d4eeff81b5e7516b12a5c6c0d6053527eba0923"));
    private static final Bytes KNOWN_SHARED = Bytes
            .hex("c6992a117f5edbea70c3f511d32d26b9798be4b81a62eaee1a5acaa8459a3592");

    /**
     * An implementation and how it was chosen.
     *
     * @param curve          the implementation
     * @param implementation its name, for the operator
     * @param reason         one sentence on why this one
     */
    public record Choice(Secp256k1 curve, String implementation, String reason) {}

    /** Loads the native implementation. */
    @FunctionalInterface
    interface NativeLoader {
        Secp256k1 load() throws NativeLibrary.Unusable;
    }

    private Curves() {}

    /**
     * libsecp256k1 if it loads and passes a known vector, else plain Java.
     *
     * @param random blinds secrets against timing; must be cryptographically strong and safe on any thread
     */
    public static Choice best(RandomGenerator random) {
        return choose(() -> new NativeSecp256k1(random), random);
    }

    static Choice choose(NativeLoader loader, RandomGenerator random) {
        try {
            Secp256k1 loaded = loader.load();
            if (passesKnownVectors(loaded, random)) {
                return new Choice(loaded, "libsecp256k1", "the native library loaded and passed its known vectors");
            }
            return java(random, "libsecp256k1 loaded but gave a wrong answer to a known vector");
        } catch (NativeLibrary.Unusable e) {
            return java(random, String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            return java(random, "libsecp256k1 can not be called: " + e);
        }
    }

    /** Plain Java, whatever else there is. */
    public static Choice plainJava(RandomGenerator random) {
        return java(random, "asked for");
    }

    private static Choice java(RandomGenerator random, String reason) {
        return new Choice(new JavaSecp256k1(random), "plain Java (BouncyCastle)", reason);
    }

    /** Every function once: key exchange, decoding, encoding, public key, signature made and checked. */
    static boolean passesKnownVectors(Secp256k1 curve, RandomGenerator random) {
        Bytes message = KNOWN_SHARED;
        SchnorrSignature signature = curve.sign(KNOWN_SECRET, message, message);
        return Bytes.adopt(curve.ecdh(Role.INITIATOR, KNOWN_OURS, KNOWN_THEIRS, KNOWN_SECRET).toArray())
                .equals(KNOWN_SHARED)
                && curve.decode(KNOWN_OURS).equals(KNOWN_PUBLIC)
                && curve.publicKeyOf(KNOWN_SECRET).equals(KNOWN_PUBLIC)
                && curve.decode(curve.keyPairOf(KNOWN_SECRET, random).publicKey()).equals(KNOWN_PUBLIC)
                && curve.isOnCurve(KNOWN_PUBLIC)
                && curve.verify(KNOWN_PUBLIC, message, signature)
                && !curve.verify(KNOWN_PUBLIC, message.reversed(), signature);
    }
}
