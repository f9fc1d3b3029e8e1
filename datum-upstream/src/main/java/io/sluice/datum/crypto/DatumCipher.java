package io.sluice.datum.crypto;

/**
 * One direction of an encrypted channel: a box and the nonce that both sides count along, which is never sent. After
 * one failure the sides no longer agree, and there is no way back.
 *
 * <p>One thread: the direction's owner.
 */
public final class DatumCipher {

    /** Bytes by which an encrypted message is longer than its text. */
    public static final int OVERHEAD = DatumCrypto.MAC_SIZE;

    private final DatumCrypto.Box box;
    private final byte[] nonce;

    /** @param firstNonce nonce of the first message, used unchanged */
    public DatumCipher(DatumCrypto.Box box, byte[] firstNonce) {
        this.box = box;
        this.nonce = firstNonce.clone();
    }

    /** Encrypts in place: {@code length} bytes of text at {@code at + OVERHEAD} become a box at {@code at}. */
    public void seal(byte[] buffer, int at, int length) {
        box.seal(buffer, at, length, nonce);
        increment(nonce);
    }

    /**
     * Decrypts in place: the box at {@code at} becomes text at {@code at + OVERHEAD}.
     *
     * @param length bytes of the whole box
     * @return whether it was the other side's next box, whole and unchanged
     */
    public boolean open(byte[] buffer, int at, int length) {
        if (length < OVERHEAD || !box.open(buffer, at, length - OVERHEAD, nonce)) {
            return false;
        }
        increment(nonce);
        return true;
    }

    /** Adds one to a 192-bit little-endian number; all ones becomes zero. */
    static void increment(byte[] nonce) {
        int i = 0;
        while (i < nonce.length && ++nonce[i] == 0) {
            i++;
        }
    }

    @Override
    public String toString() {
        return "DatumCipher[redacted]";
    }
}
