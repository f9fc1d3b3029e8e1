package io.sluice.datum.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.goterl.lazysodium.SodiumJava;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

class SealedBoxTest {

    private static final JsonNode HANDSHAKE = Vectors.load("datum/handshake.json");

    static Stream<DatumCrypto> cryptos() {
        return Stream.of(new SodiumCrypto(), new JavaCrypto());
    }

    @ParameterizedTest
    @MethodSource("cryptos")
    void a_recorded_hello_is_sealed_to_the_same_bytes(DatumCrypto crypto) {
        byte[] plain = Vectors.bytes(HANDSHAKE, "hello_plaintext");
        byte[] buffer = new byte[SealedBox.OVERHEAD + plain.length];
        System.arraycopy(plain, 0, buffer, SealedBox.OVERHEAD, plain.length);
        boolean sealed = SealedBox.seal(
                crypto, secret("hello_seal_ephemeral_x25519_sk"), poolKeys(crypto).publicKeys().encryption(),
                buffer, 0, plain.length);
        assertThat(sealed).isTrue();
        assertThat(buffer).isEqualTo(recordedHello());
    }

    @ParameterizedTest
    @MethodSource("cryptos")
    void a_recorded_hello_opens_with_the_pools_key(DatumCrypto crypto) {
        byte[] box = recordedHello();
        assertThat(SealedBox.open(crypto, poolKeys(crypto), box, 0, box.length)).isTrue();
        assertThat(Arrays.copyOfRange(box, SealedBox.OVERHEAD, box.length))
                .isEqualTo(Vectors.bytes(HANDSHAKE, "hello_plaintext"));
    }

    @Test
    void no_bit_can_be_flipped_and_no_byte_cut_off() {
        DatumCrypto crypto = new SodiumCrypto();
        KeySet pool = poolKeys(crypto);
        byte[] box = shortBox(crypto, pool.publicKeys().encryption());
        assertThat(SealedBox.open(crypto, pool, box.clone(), 0, box.length)).isTrue();
        for (int bit = 0; bit < box.length * 8; bit++) {
            assertThat(SealedBox.open(crypto, pool, flipped(box, bit), 0, box.length)).as("bit %d", bit).isFalse();
        }
        for (int length = 0; length < box.length; length++) {
            assertThat(SealedBox.open(crypto, pool, box.clone(), 0, length)).as("length %d", length).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("cryptos")
    void nothing_is_sealed_to_a_key_from_which_no_secret_arises(DatumCrypto crypto) {
        Bytes nothing = Bytes.of(new byte[DatumCrypto.KEY_SIZE]);
        assertThat(SealedBox.seal(crypto, secret("pool_longterm_x25519_sk"), nothing, new byte[64], 0, 16)).isFalse();
        assertThat(SealedBox.open(crypto, poolKeys(crypto), new byte[64], 0, 64)).isFalse();
    }

    @Test
    void libsodiums_own_sealed_boxes_open() {
        SodiumJava sodium = new SodiumJava();
        DatumCrypto crypto = new JavaCrypto();
        KeySet pool = poolKeys(crypto);
        byte[] text = new byte[100];
        new Random(11).nextBytes(text);
        byte[] box = new byte[text.length + SealedBox.OVERHEAD];
        sodium.crypto_box_seal(box, text, text.length, pool.publicKeys().encryption().toArray());
        assertThat(SealedBox.open(crypto, pool, box, 0, box.length)).isTrue();
        assertThat(Arrays.copyOfRange(box, SealedBox.OVERHEAD, box.length)).isEqualTo(text);
    }

    private static byte[] shortBox(DatumCrypto crypto, Bytes recipient) {
        byte[] buffer = new byte[SealedBox.OVERHEAD + 12];
        assertThat(SealedBox.seal(crypto, secret("hello_seal_ephemeral_x25519_sk"), recipient, buffer, 0, 12)).isTrue();
        return buffer;
    }

    private static byte[] flipped(byte[] box, int bit) {
        byte[] damaged = box.clone();
        damaged[bit / 8] ^= (byte) (1 << (bit % 8));
        return damaged;
    }

    private static byte[] recordedHello() {
        byte[] wire = Vectors.bytes(HANDSHAKE, "hello_wire");
        return Arrays.copyOfRange(wire, 4, wire.length);
    }

    private static KeySet poolKeys(DatumCrypto crypto) {
        return KeySet.ofSecrets(crypto, Bytes.of(secret("pool_longterm_ed25519_seed"))
                .concat(Bytes.of(secret("pool_longterm_x25519_sk"))).toArray());
    }

    private static byte[] secret(String name) {
        return Vectors.bytes(HANDSHAKE.get("keys"), name);
    }
}
