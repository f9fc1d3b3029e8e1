package io.sluice.noise.cipher;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.util.Arrays;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * ChaCha20-Poly1305 of the JDK with Noise's nonce: four zero bytes and a 64-bit little-endian counter from 0 (RFC 8439,
 * Noise 12.3). A state either seals or opens: the first call decides, the other kind is refused.
 */
public final class ChaChaPoly implements CipherState {

    private static final VarHandle LITTLE_ENDIAN_LONG = MethodHandles.byteArrayViewVarHandle(long[].class,
            ByteOrder.LITTLE_ENDIAN);

    private final SecretKeySpec key;
    private final Cipher cipher;
    private final byte[] nonce = new byte[12];
    private int direction;
    private long counter;

    public ChaChaPoly(SecretKey secret) {
        byte[] content = secret.toArray();
        this.key = new SecretKeySpec(content, "ChaCha20");
        Arrays.fill(content, (byte) 0);
        try {
            this.cipher = Cipher.getInstance("ChaCha20-Poly1305");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime has no ChaCha20-Poly1305", e);
        }
    }

    @Override
    public void seal(byte[] text, int offset, int length, byte[] target, int targetOffset) {
        try {
            next(Cipher.ENCRYPT_MODE);
            cipher.doFinal(text, offset, length, target, targetOffset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a block can not be sealed", e);
        }
    }

    @Override
    public void open(byte[] sealed, int offset, int length, byte[] target, int targetOffset)
            throws AuthenticationFailure {
        try {
            next(Cipher.DECRYPT_MODE);
            cipher.doFinal(sealed, offset, length, target, targetOffset);
        } catch (AEADBadTagException e) {
            throw new AuthenticationFailure();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a block can not be opened", e);
        }
    }

    /** Seals {@code text} bound to {@code associated}, as handshakes do. */
    byte[] seal(byte[] associated, byte[] text) {
        byte[] sealed = new byte[text.length + MAC_SIZE];
        try {
            next(Cipher.ENCRYPT_MODE);
            cipher.updateAAD(associated);
            cipher.doFinal(text, 0, text.length, sealed, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a handshake text can not be sealed", e);
        }
        return sealed;
    }

    /** Opens what {@link #seal(byte[], byte[])} made. */
    byte[] open(byte[] associated, byte[] sealed) throws AuthenticationFailure {
        try {
            next(Cipher.DECRYPT_MODE);
            cipher.updateAAD(associated);
            return cipher.doFinal(sealed);
        } catch (AEADBadTagException e) {
            throw new AuthenticationFailure();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a handshake text can not be opened", e);
        }
    }

    /** Readies the cipher for the next nonce. No connection lives to see 2^64 blocks; if one did, it would stop here. */
    private void next(int asked) throws InvalidKeyException, GeneralSecurityException {
        if (direction != asked) {
            if (direction != 0) {
                throw new IllegalStateException("one cipher state serves one direction");
            }
            direction = asked;
        }
        if (counter == -1) {
            throw new IllegalStateException("this key has served for every nonce there is");
        }
        LITTLE_ENDIAN_LONG.set(nonce, 4, counter++);
        cipher.init(asked, key, new IvParameterSpec(nonce));
    }
}
