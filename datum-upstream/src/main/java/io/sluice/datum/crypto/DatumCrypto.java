package io.sluice.datum.crypto;

import java.util.Optional;

/**
 * The primitives that DATUM is built from, as thin as they can be cut: everything with a shape of its own (sealed box,
 * nonce, signature placement) is built on top of them once, whatever the library below.
 *
 * <p>No primitive draws chance; seeds and ephemeral secrets are always handed in. Safe on any thread.
 *
 * @see CryptoChoice
 */
public interface DatumCrypto {

    /** Bytes of every public key, seed and X25519 secret. */
    int KEY_SIZE = 32;

    /** Bytes of an Ed25519 signature. */
    int SIGNATURE_SIZE = 64;

    /** Bytes of the Poly1305 tag in front of each box. */
    int MAC_SIZE = 16;

    /** Bytes of an XSalsa20 nonce. */
    int NONCE_SIZE = 24;

    /** What this is made of, for {@code check} and the log. */
    String name();

    /** The Ed25519 public key that belongs to a 32-byte seed. */
    byte[] signingPublicKey(byte[] seed);

    /** The X25519 public key that belongs to a 32-byte secret. */
    byte[] encryptionPublicKey(byte[] secret);

    /** Signs {@code length} bytes at {@code from} and writes the 64-byte Ed25519 signature directly behind them. */
    void sign(byte[] buffer, int from, int length, byte[] seed, byte[] publicKey);

    /** Whether the 64 bytes behind the {@code length} bytes at {@code from} are their Ed25519 signature. */
    boolean verify(byte[] buffer, int from, int length, byte[] publicKey);

    /** BLAKE2b with a 24-byte digest, without a key. */
    byte[] blake2b192(byte[] input);

    /**
     * Agrees on a key ({@code crypto_box_beforenm}: HSalsa20 of the X25519 result).
     *
     * @return empty when {@code theirPublicKey} is one of the few points with which no secret arises
     */
    Optional<Box> box(byte[] theirPublicKey, byte[] ownSecret);

    /** XSalsa20-Poly1305 under one agreed key, in libsodium's "easy" layout. One thread at a time. */
    interface Box {

        /**
         * Encrypts in place: the {@code length} bytes of text stand at {@code at + MAC_SIZE}; afterwards tag and
         * ciphertext stand at {@code at}.
         */
        void seal(byte[] buffer, int at, int length, byte[] nonce);

        /**
         * Decrypts in place: tag and {@code length} bytes of ciphertext stand at {@code at}; afterwards the text stands
         * at {@code at + MAC_SIZE}.
         *
         * @return whether the tag was right; if not, the buffer's content means nothing
         */
        boolean open(byte[] buffer, int at, int length, byte[] nonce);
    }
}
