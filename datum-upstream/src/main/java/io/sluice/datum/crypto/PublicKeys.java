package io.sluice.datum.crypto;

import io.sluice.wire.type.Bytes;

/**
 * The public half of a key set.
 *
 * <pre>
 * offset  size  field
 *      0    32  Ed25519 public key, verifies signatures
 *     32    32  X25519 public key, boxes are agreed with it
 * </pre>
 *
 * @param signing 32 bytes
 * @param encryption 32 bytes
 */
public record PublicKeys(Bytes signing, Bytes encryption) {

    /** Bytes of both keys together. */
    public static final int SIZE = 2 * DatumCrypto.KEY_SIZE;

    public PublicKeys {
        if (signing.length() != DatumCrypto.KEY_SIZE || encryption.length() != DatumCrypto.KEY_SIZE) {
            throw new IllegalArgumentException(
                    "public keys have 32 bytes, not " + signing.length() + " and " + encryption.length());
        }
    }

    /** Splits 64 bytes. */
    public static PublicKeys of(Bytes both) {
        if (both.length() != SIZE) {
            throw new IllegalArgumentException("two public keys have 64 bytes, not " + both.length());
        }
        return new PublicKeys(both.slice(0, DatumCrypto.KEY_SIZE), both.slice(DatumCrypto.KEY_SIZE, SIZE));
    }

    /** Both keys, in the order of the table. */
    public Bytes toBytes() {
        return signing.concat(encryption);
    }

    /** Whether the 64 bytes behind {@code length} bytes at {@code from} are their signature by this set's owner. */
    public boolean verify(DatumCrypto crypto, byte[] buffer, int from, int length) {
        return crypto.verify(buffer, from, length, signing.toArray());
    }
}
