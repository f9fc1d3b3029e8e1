package io.sluice.datum.crypto;

import java.util.Arrays;
import java.util.Optional;

import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.engines.Salsa20Engine;
import org.bouncycastle.crypto.engines.XSalsa20Engine;
import org.bouncycastle.crypto.macs.Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.bouncycastle.util.Pack;

/** {@link DatumCrypto} in pure Java by BouncyCastle, for machines that have no native libsodium. */
public final class JavaCrypto implements DatumCrypto {

    @Override
    public String name() {
        return "BouncyCastle (pure Java)";
    }

    @Override
    public byte[] signingPublicKey(byte[] seed) {
        byte[] publicKey = new byte[KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, publicKey, 0);
        return publicKey;
    }

    @Override
    public byte[] encryptionPublicKey(byte[] secret) {
        byte[] publicKey = new byte[KEY_SIZE];
        X25519.generatePublicKey(secret, 0, publicKey, 0);
        return publicKey;
    }

    @Override
    public void sign(byte[] buffer, int from, int length, byte[] seed, byte[] publicKey) {
        Ed25519.sign(seed, 0, publicKey, 0, buffer, from, length, buffer, from + length);
    }

    @Override
    public boolean verify(byte[] buffer, int from, int length, byte[] publicKey) {
        return Ed25519.verify(buffer, from + length, publicKey, 0, buffer, from, length);
    }

    @Override
    public byte[] blake2b192(byte[] input) {
        var digest = new Blake2bDigest(NONCE_SIZE * Byte.SIZE);
        digest.update(input, 0, input.length);
        byte[] result = new byte[NONCE_SIZE];
        digest.doFinal(result, 0);
        return result;
    }

    @Override
    public Optional<Box> box(byte[] theirPublicKey, byte[] ownSecret) {
        byte[] shared = new byte[KEY_SIZE];
        return X25519.calculateAgreement(ownSecret, 0, theirPublicKey, 0, shared, 0)
                ? Optional.of(new JavaBox(hsalsa20(shared)))
                : Optional.empty();
    }

    /**
     * HSalsa20 with an all-zero input block. The library's core ends with the feed-forward addition that HSalsa20
     * leaves out, so the words that were added are taken off again.
     */
    private static byte[] hsalsa20(byte[] key) {
        int[] state = new int[16];
        int[] constants = {0x61707865, 0x3320646e, 0x79622d32, 0x6b206574}; // "expand 32-byte k"
        state[0] = constants[0];
        Pack.littleEndianToInt(key, 0, state, 1, 4);
        state[5] = constants[1];
        state[10] = constants[2];
        Pack.littleEndianToInt(key, 16, state, 11, 4);
        state[15] = constants[3];
        int[] mixed = new int[16];
        Salsa20Engine.salsaCore(20, state, mixed);
        byte[] derived = new byte[KEY_SIZE];
        int[] kept = {0, 5, 10, 15, 6, 7, 8, 9};
        for (int i = 0; i < kept.length; i++) {
            Pack.intToLittleEndian(mixed[kept[i]] - state[kept[i]], derived, 4 * i);
        }
        return derived;
    }

    private static final class JavaBox implements Box {

        private final KeyParameter key;
        private final XSalsa20Engine stream = new XSalsa20Engine();
        private final Poly1305 poly1305 = new Poly1305();
        private final byte[] onceKey = new byte[KEY_SIZE];
        private final byte[] tag = new byte[MAC_SIZE];

        JavaBox(byte[] key) {
            this.key = new KeyParameter(key);
        }

        @Override
        public void seal(byte[] buffer, int at, int length, byte[] nonce) {
            begin(nonce);
            stream.processBytes(buffer, at + MAC_SIZE, length, buffer, at + MAC_SIZE);
            authenticate(buffer, at + MAC_SIZE, length);
            System.arraycopy(tag, 0, buffer, at, MAC_SIZE);
        }

        @Override
        public boolean open(byte[] buffer, int at, int length, byte[] nonce) {
            begin(nonce);
            authenticate(buffer, at + MAC_SIZE, length);
            if (!org.bouncycastle.util.Arrays.constantTimeAreEqual(MAC_SIZE, tag, 0, buffer, at)) {
                return false;
            }
            stream.processBytes(buffer, at + MAC_SIZE, length, buffer, at + MAC_SIZE);
            return true;
        }

        /** The first 32 bytes of the key stream are the Poly1305 key; the text meets the stream from byte 32 on. */
        private void begin(byte[] nonce) {
            stream.init(true, new ParametersWithIV(key, nonce));
            Arrays.fill(onceKey, (byte) 0);
            stream.processBytes(onceKey, 0, KEY_SIZE, onceKey, 0);
            poly1305.init(new KeyParameter(onceKey));
        }

        private void authenticate(byte[] buffer, int from, int length) {
            poly1305.update(buffer, from, length);
            poly1305.doFinal(tag, 0);
        }

        @Override
        public String toString() {
            return "JavaBox[redacted]";
        }
    }
}
