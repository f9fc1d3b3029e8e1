package io.sluice.sv1.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.wire.testing.Vectors;

class PrevHashTextTest {

    static Stream<JsonNode> spellings() {
        return Vectors.cases("sv1/prevhash.json", "prevhash");
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void a_hash_has_three_spellings(JsonNode vector) {
        BlockHash hash = BlockHash.fromDisplay(vector.required("display").textValue());
        String spelled = vector.required("notify_prevhash").textValue();
        assertThat(hash.internal().toHex()).isEqualTo(vector.required("header_bytes").textValue());
        assertThat(PrevHashText.of(hash)).isEqualTo(spelled);
        assertThat(PrevHashText.parse(spelled)).isEqualTo(hash);
    }
}
