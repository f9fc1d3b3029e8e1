package io.sluice.datum.crypto;

import io.sluice.wire.type.Bytes;

/**
 * Sealed boxes: anybody can write one to the owner of an X25519 key, who alone can read it and can not tell who wrote
 * it.
 *
 * <pre>
 * offset  size  field
 *      0    32  X25519 public key made for this box alone
 *     32    16  Poly1305 tag
 *     48     n  ciphertext; nonce = BLAKE2b-192(that key, recipient's key)
 * </pre>
 */
public final class SealedBox {

    /** Bytes by which a sealed box is longer than its text. */
    public static final int OVERHEAD = DatumCrypto.KEY_SIZE + DatumCrypto.MAC_SIZE;

    private SealedBox() {}

    /**
     * Seals in place: the {@code length} bytes of text stand at {@code at + OVERHEAD}; afterwards the whole box stands
     * at {@code at}.
     *
     * @param ephemeralSecret 32 bytes drawn for this box and used for nothing else
     * @return whether the recipient's key is one that can be sealed to
     */
    public static boolean seal(
            DatumCrypto crypto, byte[] ephemeralSecret, Bytes recipient, byte[] buffer, int at, int length) {
        Bytes ephemeralKey = Bytes.adopt(crypto.encryptionPublicKey(ephemeralSecret));
        return crypto.box(recipient.toArray(), ephemeralSecret).map(box -> {
            ephemeralKey.copyTo(buffer, at);
            box.seal(buffer, at + DatumCrypto.KEY_SIZE, length, nonce(crypto, ephemeralKey, recipient));
            return true;
        }).orElse(false);
    }

    /**
     * Opens in place: the box stands at {@code at}; afterwards {@code length - OVERHEAD} bytes of text stand at
     * {@code at + OVERHEAD}.
     *
     * @param length bytes of the whole box
     * @return whether it was a box for {@code recipient}, whole and unchanged
     */
    public static boolean open(DatumCrypto crypto, KeySet recipient, byte[] buffer, int at, int length) {
        if (length < OVERHEAD) {
            return false;
        }
        Bytes ephemeralKey = Bytes.of(buffer, at, DatumCrypto.KEY_SIZE);
        byte[] nonce = nonce(crypto, ephemeralKey, recipient.publicKeys().encryption());
        return recipient.boxWith(ephemeralKey)
                .map(box -> box.open(buffer, at + DatumCrypto.KEY_SIZE, length - OVERHEAD, nonce))
                .orElse(false);
    }

    private static byte[] nonce(DatumCrypto crypto, Bytes ephemeralKey, Bytes recipient) {
        return crypto.blake2b192(ephemeralKey.concat(recipient).toArray());
    }
}
