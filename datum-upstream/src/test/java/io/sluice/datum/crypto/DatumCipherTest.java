package io.sluice.datum.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.wire.testing.Vectors;

class DatumCipherTest {

    static Stream<JsonNode> increments() {
        return Vectors.cases("datum/nonce.json", "increment");
    }

    static Stream<DatumCrypto> cryptos() {
        return Stream.of(new SodiumCrypto(), new JavaCrypto());
    }

    @ParameterizedTest
    @MethodSource("increments")
    void nonces_count_as_one_little_endian_number(JsonNode series) {
        byte[] nonce = Vectors.bytes(series, "start");
        for (JsonNode next : series.get("after_1_2_3")) {
            DatumCipher.increment(nonce);
            assertThat(nonce).isEqualTo(Vectors.bytes(next.textValue()));
        }
    }

    @ParameterizedTest
    @MethodSource("cryptos")
    void both_ends_count_along_and_equal_messages_look_different(DatumCrypto crypto) {
        DatumCipher here = cipher(crypto, 1, 2);
        DatumCipher there = cipher(crypto, 2, 1);
        byte[] before = new byte[0];
        for (int round = 0; round < 3; round++) {
            byte[] frame = sealed(here, "the same words");
            assertThat(frame).isNotEqualTo(before);
            before = frame.clone();
            assertThat(there.open(frame, 0, frame.length)).isTrue();
            assertThat(text(frame)).isEqualTo("the same words");
        }
    }

    @ParameterizedTest
    @MethodSource("cryptos")
    void no_bit_of_a_box_can_be_flipped(DatumCrypto crypto) {
        byte[] frame = sealed(cipher(crypto, 1, 2), "twelve bytes");
        for (int bit = 0; bit < frame.length * 8; bit++) {
            byte[] damaged = frame.clone();
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(cipher(crypto, 2, 1).open(damaged, 0, damaged.length)).as("bit %d", bit).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("cryptos")
    void a_box_that_is_cut_anywhere_does_not_open(DatumCrypto crypto) {
        byte[] frame = sealed(cipher(crypto, 1, 2), "twelve bytes");
        for (int length = 0; length < frame.length; length++) {
            assertThat(cipher(crypto, 2, 1).open(frame.clone(), 0, length)).as("length %d", length).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("cryptos")
    void a_box_opens_once_and_only_in_its_turn(DatumCrypto crypto) {
        DatumCipher here = cipher(crypto, 1, 2);
        byte[] first = sealed(here, "first");
        byte[] second = sealed(here, "second");
        DatumCipher there = cipher(crypto, 2, 1);
        assertThat(there.open(second.clone(), 0, second.length)).isFalse();
        assertThat(there.open(first.clone(), 0, first.length)).isTrue();
        assertThat(there.open(first.clone(), 0, first.length)).isFalse();
        assertThat(there.open(second, 0, second.length)).isTrue();
    }

    @Test
    void native_and_pure_java_boxes_are_the_same_bytes_at_every_length() {
        DatumCipher sodium = cipher(new SodiumCrypto(), 1, 2);
        DatumCipher java = cipher(new JavaCrypto(), 1, 2);
        for (int length : new int[]{0, 1, 15, 16, 17, 63, 64, 65, 239, 240, 255, 256, 257, 4096, 65_535, 65_536,
            200_000}) {
            String text = "x".repeat(length);
            assertThat(sealed(sodium, text)).as("length %d", length).isEqualTo(sealed(java, text));
        }
    }

    @Test
    void bytes_around_the_box_are_left_alone() {
        byte[] buffer = new byte[100];
        Arrays.fill(buffer, (byte) 7);
        cipher(new SodiumCrypto(), 1, 2).seal(buffer, 10, 20);
        assertThat(Arrays.copyOf(buffer, 10)).containsOnly(7);
        assertThat(Arrays.copyOfRange(buffer, 10 + 16 + 20, 100)).containsOnly(7);
    }

    @Test
    void a_cipher_keeps_silent_about_its_key() {
        assertThat(cipher(new JavaCrypto(), 1, 2)).hasToString("DatumCipher[redacted]");
    }

    private static DatumCipher cipher(DatumCrypto crypto, int own, int other) {
        byte[] ownSecret = filled(own);
        byte[] otherKey = crypto.encryptionPublicKey(filled(other));
        return new DatumCipher(crypto.box(otherKey, ownSecret).orElseThrow(), new byte[DatumCrypto.NONCE_SIZE]);
    }

    private static byte[] filled(int value) {
        byte[] secret = new byte[DatumCrypto.KEY_SIZE];
        Arrays.fill(secret, (byte) value);
        return secret;
    }

    private static byte[] sealed(DatumCipher cipher, String text) {
        byte[] content = text.getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[DatumCipher.OVERHEAD + content.length];
        System.arraycopy(content, 0, frame, DatumCipher.OVERHEAD, content.length);
        cipher.seal(frame, 0, content.length);
        return frame;
    }

    private static String text(byte[] opened) {
        return new String(opened, DatumCipher.OVERHEAD, opened.length - DatumCipher.OVERHEAD,
                StandardCharsets.US_ASCII);
    }
}
