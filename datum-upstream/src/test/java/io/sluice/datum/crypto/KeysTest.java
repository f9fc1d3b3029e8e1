package io.sluice.datum.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.datum.crypto.PoolKeys.BadPoolKey;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

class KeysTest {

    private static final JsonNode KEYS = Vectors.load("datum/handshake.json").get("keys");
    private static final String POOL_TEXT = Vectors.load("datum/handshake.json").get("pool_pubkey_config").textValue();

    static Stream<DatumCrypto> cryptos() {
        return Stream.of(new SodiumCrypto(), new JavaCrypto());
    }

    @ParameterizedTest
    @MethodSource("cryptos")
    void public_keys_follow_from_the_secrets(DatumCrypto crypto) {
        for (String name : new String[]{"pool_longterm", "gateway_longterm", "gateway_connection", "pool_connection"}) {
            KeySet keys = KeySet.ofSecrets(crypto, secrets(name));
            assertThat(keys.publicKeys()).as(name).isEqualTo(new PublicKeys(
                    Bytes.hex(KEYS.get(name + "_ed25519_pk").textValue()),
                    Bytes.hex(KEYS.get(name + "_x25519_pk").textValue())));
            assertThat(keys.exposeSecrets()).isEqualTo(secrets(name));
        }
    }

    @ParameterizedTest
    @MethodSource("cryptos")
    void a_signature_holds_for_its_message_and_its_owner_alone(DatumCrypto crypto) {
        KeySet signer = KeySet.ofSecrets(crypto, secrets("pool_longterm"));
        KeySet other = KeySet.ofSecrets(crypto, secrets("gateway_longterm"));
        byte[] signed = new byte[3 + 20 + DatumCrypto.SIGNATURE_SIZE];
        signer.sign(signed, 3, 20);
        assertThat(signer.publicKeys().verify(crypto, signed, 3, 20)).isTrue();
        assertThat(other.publicKeys().verify(crypto, signed, 3, 20)).isFalse();
        for (int bit = 3 * 8; bit < signed.length * 8; bit++) {
            byte[] damaged = signed.clone();
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(signer.publicKeys().verify(crypto, damaged, 3, 20)).as("bit %d", bit).isFalse();
        }
    }

    @Test
    void the_same_chance_draws_the_same_keys_and_the_next_draw_others() {
        DatumCrypto crypto = new SodiumCrypto();
        Random random = new Random(5);
        KeySet longTerm = KeySet.random(crypto, random);
        assertThat(KeySet.random(crypto, new Random(5)).publicKeys()).isEqualTo(longTerm.publicKeys());
        PublicKeys first = LinkKeys.fresh(crypto, longTerm, random).connection().publicKeys();
        PublicKeys second = LinkKeys.fresh(crypto, longTerm, random).connection().publicKeys();
        assertThat(first).isNotEqualTo(second).isNotEqualTo(longTerm.publicKeys());
    }

    @Test
    void secrets_have_no_voice() {
        KeySet keys = KeySet.ofSecrets(new SodiumCrypto(), secrets("pool_longterm"));
        String said = new LinkKeys(keys, keys).toString();
        assertThat(said).contains("redacted")
                .doesNotContain(KEYS.get("pool_longterm_ed25519_seed").textValue())
                .doesNotContain(KEYS.get("pool_longterm_x25519_sk").textValue());
    }

    @Test
    void secrets_of_another_length_are_refused() {
        assertThatThrownBy(() -> KeySet.ofSecrets(new SodiumCrypto(), new byte[63]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_pools_key_is_read_in_either_case_and_with_space_around() throws BadPoolKey {
        PoolKeys keys = PoolKeys.parse(" " + POOL_TEXT.toUpperCase(java.util.Locale.ROOT) + "\n");
        assertThat(keys.toText()).isEqualTo(POOL_TEXT);
        assertThat(keys.longTerm().signing().toHex()).isEqualTo(KEYS.get("pool_longterm_ed25519_pk").textValue());
        assertThat(keys.longTerm().encryption().toHex()).isEqualTo(KEYS.get("pool_longterm_x25519_pk").textValue());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 64, 127})
    void a_pools_key_that_was_cut_is_refused_with_its_length(int length) {
        assertThatThrownBy(() -> PoolKeys.parse(POOL_TEXT.substring(0, length)))
                .isInstanceOf(BadPoolKey.class).hasMessageContaining(length + " characters instead of 128");
    }

    @ParameterizedTest
    @ValueSource(strings = {"g", " ", "-", "٣", "ａ"})
    void a_pools_key_with_another_character_is_refused_with_its_position(String character) {
        assertThatThrownBy(() -> PoolKeys.parse(POOL_TEXT.substring(0, 76) + character + POOL_TEXT.substring(77)))
                .isInstanceOf(BadPoolKey.class).hasMessageContaining("position 77");
    }

    private static byte[] secrets(String name) {
        return Bytes.hex(KEYS.get(name + "_ed25519_seed").textValue() + KEYS.get(name + "_x25519_sk").textValue())
                .toArray();
    }
}
