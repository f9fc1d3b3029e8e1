package io.sluice.datum.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

class NonceSeedTest {

    static Stream<JsonNode> derivations() {
        return Vectors.cases("datum/nonce.json", "derivation");
    }

    @ParameterizedTest
    @MethodSource("derivations")
    void masks_and_nonces_of_both_directions_derive_as_in_the_original(JsonNode vector) {
        NonceSeed seed = new NonceSeed(
                number(vector.get("nk_u32")), Bytes.hex(vector.get("gateway_connection_ed25519_pk").textValue()));
        assertThat(seed.gatewayMask().next(0)).isEqualTo(number(vector.get("gateway_send_header_key")));
        assertThat(seed.poolMask().next(0)).isEqualTo(number(vector.get("gateway_receive_header_key")));
        assertThat(seed.gatewayNonce()).isEqualTo(Vectors.bytes(vector, "gateway_send_nonce"));
        assertThat(seed.poolNonce()).isEqualTo(Vectors.bytes(vector, "gateway_receive_nonce"));
    }

    @Test
    void only_four_bytes_of_the_key_matter() {
        byte[] key = new byte[32];
        byte[] before = new NonceSeed(7, Bytes.of(key)).poolNonce();
        for (int at = 0; at < key.length; at++) {
            key[at] ^= 1;
            byte[] after = new NonceSeed(7, Bytes.of(key)).poolNonce();
            key[at] ^= 1;
            if (at >= 7 && at <= 10) {
                assertThat(after).as("key byte %d", at).isNotEqualTo(before);
            } else {
                assertThat(after).as("key byte %d", at).isEqualTo(before);
            }
        }
    }

    @Test
    void a_key_of_another_length_is_refused() {
        assertThatThrownBy(() -> new NonceSeed(7, Bytes.of(new byte[31]))).isInstanceOf(IllegalArgumentException.class);
    }

    private static int number(JsonNode hex) {
        return Integer.parseUnsignedInt(hex.textValue(), 16);
    }
}
