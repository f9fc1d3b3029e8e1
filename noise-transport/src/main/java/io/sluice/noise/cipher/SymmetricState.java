package io.sluice.noise.cipher;

import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.jspecify.annotations.Nullable;

import io.sluice.wire.type.Bytes;

/**
 * Noise's symmetric state (Noise 5.2) with SHA-256 and ChaCha20-Poly1305: the running hash {@code h}, the chaining key
 * {@code ck} and, once a secret was mixed in, a cipher key. Both ends go through the same calls; any difference shows
 * as a failed authentication.
 *
 * <p>Owned by one handshake, one thread at a time.
 */
public final class SymmetricState {

    private static final byte[] FIRST = {1};
    private static final byte[] SECOND = {2};

    private byte[] hash;
    private byte[] chainingKey;
    private final Aead.Maker ciphers;
    private @Nullable CountingCipher cipher;

    /**
     * @param protocolName padded with zeros if it has at most 32 bytes, hashed if it has more
     * @param prologue     what both ends must agree on beforehand
     * @param ciphers      makes one for each key
     */
    public SymmetricState(Bytes protocolName, Bytes prologue, Aead.Maker ciphers) {
        byte[] name = protocolName.toArray();
        this.chainingKey = name.length <= Sha256.SIZE ? Arrays.copyOf(name, Sha256.SIZE) : Sha256.of(name);
        this.hash = Sha256.of(chainingKey, prologue.toArray());
        this.ciphers = ciphers;
    }

    /** Takes public bytes into the running hash. */
    public void mixHash(Bytes data) {
        mixHash(data.toArray());
    }

    private void mixHash(byte[] data) {
        hash = Sha256.of(hash, data);
    }

    /** Takes a shared secret into the chaining key, makes a new cipher key of it, and wipes it. */
    public void mixKey(SecretKey shared) {
        byte[] input = shared.toArray();
        byte[][] derived = twoKeys(input);
        Arrays.fill(input, (byte) 0);
        Arrays.fill(chainingKey, (byte) 0);
        shared.wipe();
        chainingKey = derived[0];
        SecretKey key = SecretKey.adopt(derived[1]);
        cipher = new CountingCipher(ciphers.of(key));
        key.wipe();
    }

    /** Seals a text under the current key, or leaves it open while there is none; then mixes what goes on the wire. */
    public Bytes encryptAndHash(Bytes text) {
        byte[] sealed = cipher == null ? text.toArray() : cipher.seal(hash, text.toArray());
        mixHash(sealed);
        return Bytes.adopt(sealed);
    }

    /** The counterpart of {@link #encryptAndHash}. */
    public Bytes decryptAndHash(Bytes sealed) throws AuthenticationFailure {
        byte[] onTheWire = sealed.toArray();
        byte[] text = cipher == null ? onTheWire.clone() : cipher.open(hash, onTheWire);
        mixHash(onTheWire);
        return Bytes.adopt(text);
    }

    /** Ends the handshake: the two transport ciphers, and nothing left here. */
    public TransportCiphers split(Role ours) {
        byte[][] derived = twoKeys(new byte[0]);
        Arrays.fill(chainingKey, (byte) 0);
        cipher = null;
        SecretKey first = SecretKey.adopt(derived[0]);
        SecretKey second = SecretKey.adopt(derived[1]);
        CipherState fromInitiator = new CountingCipher(ciphers.of(first));
        CipherState fromResponder = new CountingCipher(ciphers.of(second));
        first.wipe();
        second.wipe();
        return ours == Role.INITIATOR
                ? new TransportCiphers(fromInitiator, fromResponder)
                : new TransportCiphers(fromResponder, fromInitiator);
    }

    /** The running hash, for tests. */
    Bytes hash() {
        return Bytes.of(hash);
    }

    /** The chaining key, for tests. */
    Bytes chainingKey() {
        return Bytes.of(chainingKey);
    }

    /** HKDF with two outputs (Noise 4.3). */
    private byte[][] twoKeys(byte[] input) {
        byte[] temporary = hmac(chainingKey, input);
        byte[] first = hmac(temporary, FIRST);
        byte[] second = hmac(temporary, first, SECOND);
        Arrays.fill(temporary, (byte) 0);
        return new byte[][]{first, second};
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no HmacSHA256", e);
        }
    }
}
