package io.sluice.noise.cipher;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The JDK's, with Noise's nonce: four zero bytes and 64 bits, little-endian (Noise 12.3). */
public final class ChaChaPoly implements Aead {

    private static final VarHandle LITTLE_ENDIAN_LONG = MethodHandles.byteArrayViewVarHandle(long[].class,
            ByteOrder.LITTLE_ENDIAN);

    private final SecretKeySpec key;
    private final Cipher cipher;
    private final byte[] nonceBytes = new byte[12];

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
    public void seal(
            long nonce, byte[] associated, byte[] text, int offset, int length, byte[] target, int targetOffset) {
        try {
            ready(Cipher.ENCRYPT_MODE, nonce, associated);
            cipher.doFinal(text, offset, length, target, targetOffset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a block can not be sealed", e);
        }
    }

    @Override
    public void open(
            long nonce, byte[] associated, byte[] sealed, int offset, int length, byte[] target, int targetOffset)
            throws AuthenticationFailure {
        try {
            ready(Cipher.DECRYPT_MODE, nonce, associated);
            cipher.doFinal(sealed, offset, length, target, targetOffset);
        } catch (AEADBadTagException e) {
            throw new AuthenticationFailure();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a block can not be opened", e);
        }
    }

    private void ready(int direction, long nonce, byte[] associated) throws GeneralSecurityException {
        LITTLE_ENDIAN_LONG.set(nonceBytes, 4, nonce);
        cipher.init(direction, key, new IvParameterSpec(nonceBytes));
        if (associated.length > 0) {
            cipher.updateAAD(associated);
        }
    }
}
