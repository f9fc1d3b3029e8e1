package io.sluice.datum.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;

class CryptoChoiceTest {

    @Test
    void libsodium_is_used_where_it_loads() {
        CryptoChoice choice = CryptoChoice.make();
        assertThat(choice.crypto()).isInstanceOf(SodiumCrypto.class);
        assertThat(choice.whyNotNative()).isEmpty();
    }

    @Test
    void where_it_does_not_load_java_does_the_work_and_the_reason_is_told() {
        CryptoChoice choice = CryptoChoice.prefer(() -> {
            throw new UnsatisfiedLinkError("no sodium for this machine");
        });
        assertThat(choice.crypto()).isInstanceOf(JavaCrypto.class);
        assertThat(choice.whyNotNative().orElseThrow()).contains("no sodium for this machine");
    }

    @Test
    void a_library_that_computes_wrong_is_not_used() {
        CryptoChoice choice = CryptoChoice.prefer(WrongBoxes::new);
        assertThat(choice.crypto()).isInstanceOf(JavaCrypto.class);
        assertThat(choice.whyNotNative().orElseThrow()).contains("wrong");
    }

    @Test
    void the_java_fallback_passes_the_same_test() {
        assertThat(CryptoChoice.prefer(JavaCrypto::new).whyNotNative()).isEmpty();
    }

    /** Right in everything but the boxes. */
    private static final class WrongBoxes implements DatumCrypto {

        private final DatumCrypto right = new JavaCrypto();

        @Override
        public String name() {
            return "wrong";
        }

        @Override
        public byte[] signingPublicKey(byte[] seed) {
            return right.signingPublicKey(seed);
        }

        @Override
        public byte[] encryptionPublicKey(byte[] secret) {
            return right.encryptionPublicKey(secret);
        }

        @Override
        public void sign(byte[] buffer, int from, int length, byte[] seed, byte[] publicKey) {
            right.sign(buffer, from, length, seed, publicKey);
        }

        @Override
        public boolean verify(byte[] buffer, int from, int length, byte[] publicKey) {
            return right.verify(buffer, from, length, publicKey);
        }

        @Override
        public byte[] blake2b192(byte[] input) {
            return right.blake2b192(input);
        }

        @Override
        public Optional<Box> box(byte[] theirPublicKey, byte[] ownSecret) {
            return right.box(ownSecret, ownSecret);
        }
    }
}
