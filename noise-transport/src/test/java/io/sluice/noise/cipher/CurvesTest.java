package io.sluice.noise.cipher;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import io.sluice.wire.type.Bytes;

class CurvesTest {

    @Test
    void the_native_library_is_used_where_it_comes_with_us() {
        Curves.Choice choice = Curves.best(new SecureRandom());
        boolean shipped = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
                && (System.getProperty("os.arch").equals("amd64") || System.getProperty("os.arch").equals("aarch64"));
        assertThat(choice.implementation()).as(choice.reason())
                .isEqualTo(shipped ? "libsecp256k1" : "plain Java (BouncyCastle)");
        assertThat(choice.reason()).isNotBlank();
    }

    @Test
    void plain_java_passes_the_same_known_vectors() {
        Curves.Choice choice = Curves.plainJava(new SecureRandom());
        assertThat(Curves.passesKnownVectors(choice.curve(), new SplittableRandom(5))).isTrue();
    }

    @Test
    void the_known_vectors_notice_a_curve_that_computes_wrongly() {
        Secp256k1 right = Curves.plainJava(new SecureRandom()).curve();
        Secp256k1 wrong = new Secp256k1() {
            @Override
            public KeyPair keyPairOf(SecretKey secret, RandomGenerator random) {
                return right.keyPairOf(secret, random);
            }

            @Override
            public SecretKey ecdh(Role ours, EllSwiftKey initiator, EllSwiftKey responder, SecretKey secret) {
                return right.ecdh(ours, responder, initiator, secret);
            }

            @Override
            public XOnlyKey publicKeyOf(SecretKey secret) {
                return right.publicKeyOf(secret);
            }

            @Override
            public XOnlyKey decode(EllSwiftKey key) {
                return right.decode(key);
            }

            @Override
            public SchnorrSignature sign(SecretKey secret, Bytes message, Bytes auxiliary) {
                return right.sign(secret, message, auxiliary);
            }

            @Override
            public boolean verify(XOnlyKey key, Bytes message, SchnorrSignature signature) {
                return right.verify(key, message, signature);
            }

            @Override
            public boolean isOnCurve(XOnlyKey key) {
                return right.isOnCurve(key);
            }
        };
        assertThat(Curves.passesKnownVectors(wrong, new SplittableRandom(5))).isFalse();
    }

    @Test
    void the_two_implementations_agree_on_keys_of_each_other() {
        SplittableRandom random = new SplittableRandom(2026);
        Secp256k1 fast = BothCurves.nativeCurve();
        Secp256k1 portable = Curves.plainJava(random.split()).curve();
        for (int i = 0; i < 20; i++) {
            KeyPair one = fast.createKeyPair(random);
            KeyPair two = portable.createKeyPair(random);
            byte[] shared = fast.ecdh(Role.INITIATOR, one.publicKey(), two.publicKey(), one.secret()).toArray();
            assertThat(portable.ecdh(Role.RESPONDER, one.publicKey(), two.publicKey(), two.secret()).toArray())
                    .isEqualTo(shared);
            assertThat(portable.ecdh(Role.INITIATOR, one.publicKey(), two.publicKey(), one.secret()).toArray())
                    .isEqualTo(shared);
        }
    }
}
