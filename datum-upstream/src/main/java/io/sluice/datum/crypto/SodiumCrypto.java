package io.sluice.datum.crypto;

import java.util.Arrays;
import java.util.Optional;

import com.goterl.lazysodium.SodiumJava;

/** {@link DatumCrypto} by libsodium, the library that the original gateway uses as well. */
public final class SodiumCrypto implements DatumCrypto {

    private final SodiumJava sodium;

    /**
     * Loads the native library that travels with lazysodium.
     *
     * @throws LinkageError or a {@link RuntimeException} where there is none for this machine
     */
    public SodiumCrypto() {
        sodium = new SodiumJava();
        if (sodium.sodium_init() < 0) {
            throw new IllegalStateException("libsodium does not initialise");
        }
    }

    @Override
    public String name() {
        return "libsodium (native)";
    }

    @Override
    public byte[] signingPublicKey(byte[] seed) {
        byte[] publicKey = new byte[KEY_SIZE];
        must(sodium.crypto_sign_seed_keypair(publicKey, new byte[2 * KEY_SIZE], seed));
        return publicKey;
    }

    @Override
    public byte[] encryptionPublicKey(byte[] secret) {
        byte[] publicKey = new byte[KEY_SIZE];
        must(sodium.crypto_scalarmult_base(publicKey, secret));
        return publicKey;
    }

    @Override
    public void sign(byte[] buffer, int from, int length, byte[] seed, byte[] publicKey) {
        byte[] seedAndKey = Arrays.copyOf(seed, 2 * KEY_SIZE);
        System.arraycopy(publicKey, 0, seedAndKey, KEY_SIZE, KEY_SIZE);
        byte[] signature = new byte[SIGNATURE_SIZE];
        byte[] message = Arrays.copyOfRange(buffer, from, from + length);
        must(sodium.crypto_sign_detached(signature, null, message, length, seedAndKey));
        Arrays.fill(seedAndKey, (byte) 0);
        System.arraycopy(signature, 0, buffer, from + length, SIGNATURE_SIZE);
    }

    @Override
    public boolean verify(byte[] buffer, int from, int length, byte[] publicKey) {
        byte[] message = Arrays.copyOfRange(buffer, from, from + length);
        byte[] signature = Arrays.copyOfRange(buffer, from + length, from + length + SIGNATURE_SIZE);
        return sodium.crypto_sign_verify_detached(signature, message, length, publicKey) == 0;
    }

    @Override
    public byte[] blake2b192(byte[] input) {
        byte[] digest = new byte[NONCE_SIZE];
        must(sodium.crypto_generichash(digest, NONCE_SIZE, input, input.length, null, 0));
        return digest;
    }

    @Override
    public Optional<Box> box(byte[] theirPublicKey, byte[] ownSecret) {
        byte[] key = new byte[KEY_SIZE];
        return sodium.crypto_box_beforenm(key, theirPublicKey, ownSecret) == 0
                ? Optional.of(new SodiumBox(sodium, key))
                : Optional.empty();
    }

    private static void must(int result) {
        if (result != 0) {
            throw new IllegalStateException("libsodium refused a call that can not fail: " + result);
        }
    }

    /** A box whose scratch arrays fit the message: JNA carries whole arrays over and back, however few bytes count. */
    private static final class SodiumBox implements Box {

        private static final int SMALLEST = 8;
        private static final int LARGEST_KEPT = 16;

        private final SodiumJava sodium;
        private final byte[] key;
        private final byte[][] texts = new byte[LARGEST_KEPT + 1][];
        private final byte[][] boxes = new byte[LARGEST_KEPT + 1][];

        SodiumBox(SodiumJava sodium, byte[] key) {
            this.sodium = sodium;
            this.key = key;
        }

        @Override
        public void seal(byte[] buffer, int at, int length, byte[] nonce) {
            byte[] text = scratch(texts, length);
            byte[] box = scratch(boxes, length + MAC_SIZE);
            System.arraycopy(buffer, at + MAC_SIZE, text, 0, length);
            must(sodium.crypto_box_easy_afternm(box, text, length, nonce, key));
            System.arraycopy(box, 0, buffer, at, length + MAC_SIZE);
        }

        @Override
        public boolean open(byte[] buffer, int at, int length, byte[] nonce) {
            byte[] text = scratch(texts, length);
            byte[] box = scratch(boxes, length + MAC_SIZE);
            System.arraycopy(buffer, at, box, 0, length + MAC_SIZE);
            boolean right = sodium.crypto_box_open_easy_afternm(text, box, length + MAC_SIZE, nonce, key) == 0;
            System.arraycopy(text, 0, buffer, at + MAC_SIZE, length);
            return right;
        }

        /** An array of more than {@code size} and, beyond the smallest, at most twice as many bytes; kept unless huge. */
        private static byte[] scratch(byte[][] kept, int size) {
            int power = Math.max(SMALLEST, Integer.SIZE - Integer.numberOfLeadingZeros(size));
            if (power > LARGEST_KEPT) {
                return new byte[size];
            }
            byte[] array = kept[power];
            if (array == null) {
                array = new byte[1 << power];
                kept[power] = array;
            }
            return array;
        }

        @Override
        public String toString() {
            return "SodiumBox[redacted]";
        }
    }
}
