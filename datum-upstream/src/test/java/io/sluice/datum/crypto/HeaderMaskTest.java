package io.sluice.datum.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.wire.testing.Vectors;

class HeaderMaskTest {

    static Stream<JsonNode> pairs() {
        return Vectors.cases("datum/header-xor-feedback.json", "pairs");
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void the_key_advances_as_in_the_original(JsonNode pair) {
        assertThat(HeaderMask.feedback(number(pair.get("in")))).isEqualTo(number(pair.get("out")));
    }

    @Test
    void the_first_mask_is_the_same_for_everybody_and_moves_on_with_every_header() {
        HeaderMask mask = HeaderMask.hello();
        for (JsonNode key : Vectors.load("datum/header-xor-feedback.json").get("chain")) {
            // Masking zero shows the key.
            assertThat(mask.next(0)).isEqualTo(number(key));
        }
    }

    @Test
    void masking_twice_with_the_same_key_gives_the_header_back() {
        int header = 0x0b0001c5;
        assertThat(HeaderMask.hello().next(HeaderMask.hello().next(header))).isEqualTo(header);
    }

    private static int number(JsonNode hex) {
        return Integer.parseUnsignedInt(hex.textValue(), 16);
    }
}
