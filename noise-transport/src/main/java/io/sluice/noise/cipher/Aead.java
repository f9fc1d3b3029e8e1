package io.sluice.noise.cipher;

/**
 * ChaCha20-Poly1305 (RFC 8439) under one key, each block under a nonce that is handed in: never the same twice for sealing, which
 * {@link CountingCipher} sees to. Owned by one thread at a time.
 */
public interface Aead {

    /** Makes one; the key may be wiped afterwards. Safe on any thread. */
    @FunctionalInterface
    interface Maker {
        Aead of(SecretKey key);
    }

    /**
     * Seals {@code length} bytes of {@code text} into {@code target}, which gets {@link CipherState#MAC_SIZE} bytes more. Text and
     * target may be the same place.
     *
     * @param nonce all 64 bits count
     * @param associated what the block is bound to, and does not carry
     */
    void seal(long nonce, byte[] associated, byte[] text, int offset, int length, byte[] target, int targetOffset);

    /**
     * Opens a sealed block of {@code length} bytes into {@code target}, which gets {@link CipherState#MAC_SIZE} bytes less.
     *
     * @throws AuthenticationFailure when it was not sealed under this nonce with this bound to it
     */
    void open(long nonce, byte[] associated, byte[] sealed, int offset, int length, byte[] target, int targetOffset)
            throws AuthenticationFailure;
}
