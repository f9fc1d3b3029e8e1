package io.sluice.simulation.world;

import java.nio.ByteBuffer;

import io.sluice.noise.cipher.Aead;
import io.sluice.noise.cipher.AuthenticationFailure;
import io.sluice.noise.cipher.SecretKey;

/** The real ciphers of Noise, whose nonces are watched. */
final class WatchedCiphers implements Aead.Maker {

    private final Aead.Maker real;
    private final NonceWatch nonces;

    WatchedCiphers(Aead.Maker real, NonceWatch nonces) {
        this.real = real;
        this.nonces = nonces;
    }

    @Override
    public Aead of(SecretKey key) {
        Aead cipher = real.of(key);
        long name = ByteBuffer.wrap(key.toArray()).getLong();
        return new Aead() {
            @Override
            public void seal(long nonce, byte[] associated, byte[] text, int offset, int length, byte[] target,
                    int targetOffset) {
                nonces.seals(name, nonce);
                cipher.seal(nonce, associated, text, offset, length, target, targetOffset);
            }

            @Override
            public void open(long nonce, byte[] associated, byte[] sealed, int offset, int length, byte[] target,
                    int targetOffset) throws AuthenticationFailure {
                cipher.open(nonce, associated, sealed, offset, length, target, targetOffset);
            }
        };
    }
}
