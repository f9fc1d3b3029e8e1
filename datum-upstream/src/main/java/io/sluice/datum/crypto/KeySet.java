package io.sluice.datum.crypto;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.sluice.wire.type.Bytes;

/**
 * One Ed25519 pair for signing with one X25519 pair for encryption: what DATUM calls the long-term or the connection
 * keys of a side. The secrets leave it only through {@link #exposeSecrets}. Safe on any thread.
 */
public final class KeySet {

    /** Bytes of the secrets: the Ed25519 seed, then the X25519 secret. */
    public static final int SECRETS_SIZE = 2 * DatumCrypto.KEY_SIZE;

    private final DatumCrypto crypto;
    private final byte[] signingSeed;
    private final byte[] signingPublicKey;
    private final byte[] encryptionSecret;
    private final PublicKeys publicKeys;

    private KeySet(DatumCrypto crypto, byte[] signingSeed, byte[] encryptionSecret) {
        this.crypto = crypto;
        this.signingSeed = signingSeed;
        this.signingPublicKey = crypto.signingPublicKey(signingSeed);
        this.encryptionSecret = encryptionSecret;
        this.publicKeys = new PublicKeys(
                Bytes.of(signingPublicKey), Bytes.adopt(crypto.encryptionPublicKey(encryptionSecret)));
    }

    /** Draws both secrets: the signing seed first, then the encryption secret. */
    public static KeySet random(DatumCrypto crypto, RandomGenerator random) {
        byte[] signingSeed = new byte[DatumCrypto.KEY_SIZE];
        byte[] encryptionSecret = new byte[DatumCrypto.KEY_SIZE];
        random.nextBytes(signingSeed);
        random.nextBytes(encryptionSecret);
        return new KeySet(crypto, signingSeed, encryptionSecret);
    }

    /**
     * Takes up what {@link #exposeSecrets} gave.
     *
     * @param secrets 64 bytes
     */
    public static KeySet ofSecrets(DatumCrypto crypto, byte[] secrets) {
        if (secrets.length != SECRETS_SIZE) {
            throw new IllegalArgumentException("the secrets of a key set have 64 bytes, not " + secrets.length);
        }
        return new KeySet(
                crypto,
                Arrays.copyOf(secrets, DatumCrypto.KEY_SIZE),
                Arrays.copyOfRange(secrets, DatumCrypto.KEY_SIZE, SECRETS_SIZE));
    }

    /** What others may know. */
    public PublicKeys publicKeys() {
        return publicKeys;
    }

    /** Signs {@code length} bytes at {@code from} and writes the 64-byte signature directly behind them. */
    public void sign(byte[] buffer, int from, int length) {
        crypto.sign(buffer, from, length, signingSeed, signingPublicKey);
    }

    /** Agrees on a box with the owner of an X25519 key; empty if that key is none from which a secret arises. */
    public Optional<DatumCrypto.Box> boxWith(Bytes theirEncryptionKey) {
        return crypto.box(theirEncryptionKey.toArray(), encryptionSecret);
    }

    /** The secrets themselves, for a key file and nothing else. */
    public byte[] exposeSecrets() {
        byte[] secrets = Arrays.copyOf(signingSeed, SECRETS_SIZE);
        System.arraycopy(encryptionSecret, 0, secrets, DatumCrypto.KEY_SIZE, DatumCrypto.KEY_SIZE);
        return secrets;
    }

    @Override
    public String toString() {
        return "KeySet[" + publicKeys + ", secrets redacted]";
    }
}
