package io.sluice.datum.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

class SipHashTest {

    private static final Bytes KEY = Bytes.hex("000102030405060708090a0b0c0d0e0f");

    static Stream<JsonNode> messages() {
        return Vectors.cases("datum/job-validation.json", "plain_siphash");
    }

    @ParameterizedTest
    @MethodSource("messages")
    void hashes_are_those_of_the_original(JsonNode vector) {
        long expected = Long.parseUnsignedLong(vector.get("siphash_u64").textValue(), 16);
        assertThat(new SipHash(KEY).hash(Bytes.hex(vector.get("message").textValue()))).isEqualTo(expected);
    }

    @Test
    void another_implementation_agrees_at_every_length() {
        Random random = new Random(3);
        for (int length = 0; length < 40; length++) {
            byte[] key = new byte[16];
            byte[] message = new byte[length];
            random.nextBytes(key);
            random.nextBytes(message);
            var other = new org.bouncycastle.crypto.macs.SipHash();
            other.init(new KeyParameter(key));
            other.update(message, 0, length);
            assertThat(new SipHash(Bytes.of(key)).hash(Bytes.of(message))).as("length %d", length)
                    .isEqualTo(other.doFinal());
        }
    }

    @Test
    void a_key_of_another_length_is_refused() {
        assertThatThrownBy(() -> new SipHash(Bytes.EMPTY)).isInstanceOf(IllegalArgumentException.class);
    }
}
