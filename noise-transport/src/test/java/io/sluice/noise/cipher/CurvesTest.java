package io.sluice.noise.cipher;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.Locale;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

import io.sluice.noise.testing.ReplayedCurve;

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
    void a_library_that_does_not_load_leaves_plain_java_and_says_why() {
        Curves.Choice choice = Curves.choose(() -> {
            throw new NativeLibrary.Unusable("the folder is mounted noexec");
        }, new SplittableRandom(6));
        assertThat(choice.implementation()).isEqualTo("plain Java (BouncyCastle)");
        assertThat(choice.reason()).isEqualTo("the folder is mounted noexec");
    }

    @Test
    void a_library_that_can_not_be_called_leaves_plain_java_and_says_why() {
        Curves.Choice choice = Curves.choose(() -> {
            throw new UnsatisfiedLinkError("no such symbol");
        }, new SplittableRandom(6));
        assertThat(choice.implementation()).isEqualTo("plain Java (BouncyCastle)");
        assertThat(choice.reason()).contains("can not be called", "no such symbol");
    }

    @Test
    void a_library_that_computes_wrongly_is_not_used() {
        Secp256k1 right = Curves.plainJava(new SplittableRandom(7)).curve();
        Secp256k1 wrong = new ReplayedCurve(right, right.createKeyPair(new SplittableRandom(8))) {
            @Override
            public SecretKey ecdh(Role ours, EllSwiftKey initiator, EllSwiftKey responder, SecretKey secret) {
                return super.ecdh(ours, responder, initiator, secret);
            }
        };
        Curves.Choice choice = Curves.choose(() -> wrong, new SplittableRandom(9));
        assertThat(choice.curve()).isNotSameAs(wrong);
        assertThat(choice.reason()).contains("wrong answer");
        assertThat(Curves.choose(() -> right, new SplittableRandom(9)).curve()).isSameAs(right);
    }

    @Test
    void libraries_come_for_linux_on_two_architectures() {
        for (String architecture : new String[]{"amd64", "x86_64", "aarch64", "arm64"}) {
            String resource = NativeLibrary.resource("Linux", architecture).orElseThrow();
            assertThat(CurvesTest.class.getResource(resource)).as(resource).isNotNull();
        }
        assertThat(NativeLibrary.resource("Linux", "riscv64")).isEmpty();
        assertThat(NativeLibrary.resource("Mac OS X", "aarch64")).isEmpty();
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
