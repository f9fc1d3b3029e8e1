package io.sluice.noise.cipher;

import java.util.random.RandomGenerator;

import io.sluice.wire.type.Bytes;

/**
 * What Stratum V2 asks of the curve secp256k1: ElligatorSwift keys and their key exchange (BIP 324), and Schnorr
 * signatures (BIP 340). {@link Curves} chooses an implementation.
 *
 * <p>Implementations are safe on any thread. Every method that takes a secret throws {@link IllegalArgumentException}
 * when that secret is not a scalar of the curve, see {@link #isScalar}.
 */
public interface Secp256k1 {

    /** Draws a fresh secret and a random encoding of its public key. */
    default KeyPair createKeyPair(RandomGenerator random) {
        return keyPairOf(createSecret(random), random);
    }

    /** Draws a fresh secret. */
    default SecretKey createSecret(RandomGenerator random) {
        while (true) {
            byte[] drawn = new byte[SecretKey.SIZE];
            random.nextBytes(drawn);
            SecretKey secret = SecretKey.adopt(drawn);
            if (isScalar(secret)) {
                return secret;
            }
        }
    }

    /** Encodes the public key of {@code secret}; each call gives another of its encodings. */
    KeyPair keyPairOf(SecretKey secret, RandomGenerator random);

    /**
     * The key exchange {@code v2_ecdh} of BIP 324: a tagged hash over both encodings, always the initiator's first,
     * and the shared x coordinate.
     *
     * @param ours   which of the two public keys is ours; the other one is multiplied
     * @param secret our secret
     */
    SecretKey ecdh(Role ours, EllSwiftKey initiator, EllSwiftKey responder, SecretKey secret);

    /** The BIP 340 public key of {@code secret}. */
    XOnlyKey publicKeyOf(SecretKey secret);

    /** The public key that {@code key} encodes. */
    XOnlyKey decode(EllSwiftKey key);

    /**
     * Signs {@code message} (BIP 340).
     *
     * @param auxiliary 32 random bytes that harden the signature against side channels
     */
    SchnorrSignature sign(SecretKey secret, Bytes message, Bytes auxiliary);

    /** Whether {@code signature} of {@code message} was made with the secret of {@code key}; never throws. */
    boolean verify(XOnlyKey key, Bytes message, SchnorrSignature signature);

    /** Whether {@code key} is the x coordinate of a point. */
    boolean isOnCurve(XOnlyKey key);

    /** Whether {@code secret} is from 1 to the order of the curve less one. */
    default boolean isScalar(SecretKey secret) {
        return Scalars.isScalar(secret);
    }
}
