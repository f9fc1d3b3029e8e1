package io.sluice.noise.cipher;

/**
 * The cipher of one direction of a connection: blocks with an authentication code, each under the next nonce, without
 * associated data. Owned by one thread at a time.
 */
public interface CipherState {

    /** Bytes by which a sealed block is longer than its text. */
    int MAC_SIZE = 16;

    /**
     * Seals {@code length} bytes of {@code text} into {@code target}, which gets {@link #MAC_SIZE} bytes more. Text and
     * target may be the same place.
     */
    void seal(byte[] text, int offset, int length, byte[] target, int targetOffset);

    /**
     * Opens a sealed block of {@code length} bytes into {@code target}, which gets {@link #MAC_SIZE} bytes less.
     *
     * @throws AuthenticationFailure when the block is not the one that is due; nothing more may be opened then
     */
    void open(byte[] sealed, int offset, int length, byte[] target, int targetOffset) throws AuthenticationFailure;
}
