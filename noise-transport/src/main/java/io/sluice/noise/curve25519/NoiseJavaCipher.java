package io.sluice.noise.curve25519;

import javax.crypto.BadPaddingException;
import javax.crypto.ShortBufferException;

import io.sluice.noise.cipher.AuthenticationFailure;
import io.sluice.noise.cipher.CipherState;

/** noise-java's cipher behind our interface: it makes the transport ciphers itself and does not hand out their keys. */
final class NoiseJavaCipher implements CipherState {

    private final com.southernstorm.noise.protocol.CipherState cipher;

    NoiseJavaCipher(com.southernstorm.noise.protocol.CipherState cipher) {
        this.cipher = cipher;
    }

    @Override
    public void seal(byte[] text, int offset, int length, byte[] target, int targetOffset) {
        try {
            cipher.encryptWithAd(null, text, offset, target, targetOffset, length);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("a block can not be sealed", e);
        }
    }

    @Override
    public void open(byte[] sealed, int offset, int length, byte[] target, int targetOffset)
            throws AuthenticationFailure {
        try {
            cipher.decryptWithAd(null, sealed, offset, target, targetOffset, length);
        } catch (BadPaddingException e) {
            throw new AuthenticationFailure();
        } catch (ShortBufferException e) {
            throw new IllegalStateException("a block can not be opened", e);
        }
    }
}
