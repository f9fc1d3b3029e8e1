package io.sluice.mining.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.mining.bitcoin.CoinbaseParts;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

/** Tags, heights and ids of {@code datum/coinbase-scriptsig.json}. */
class ScriptSigVectorsTest {

    private static final String FILE = "datum/coinbase-scriptsig.json";

    static Stream<JsonNode> cases() {
        return Vectors.cases(FILE, "cases").filter(vector -> vector.required("height").intValue() > 16);
    }

    static Stream<JsonNode> heightsBelow17() {
        return Vectors.cases(FILE, "cases").filter(vector -> vector.required("height").intValue() <= 16);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_blank_coinbase_begins_as_that_of_the_c_gateway(JsonNode vector) {
        CoinbaseParts parts = blank(vector);

        assertThat(parts.prefix()).isEqualTo(JobVectors.bytes(vector, "coinb1_class0"));
        assertThat(parts.suffix()).isEqualTo(JobVectors.bytes(vector, "coinb2_class0"));
        assertThat(parts.targetByteIndex()).isEqualTo(vector.required("target_byte_index").intValue());
        assertThat(parts.prefix().at(41)).isEqualTo(vector.required("scriptsig_length_byte").intValue());
    }

    /**
     * Deviation: the C gateway pushes heights 1 to 16 as one byte of data, which BIP 34 does not allow; ours are OP_1 to OP_16.
     * All the rest is the same, one byte earlier.
     */
    @ParameterizedTest
    @MethodSource("heightsBelow17")
    void deviation_small_heights_are_opcodes_as_nodes_demand(JsonNode vector) {
        int height = vector.required("height").intValue();
        Bytes theirs = JobVectors.bytes(vector, "coinb1_class0");
        assertThat(theirs.slice(42, 44)).isEqualTo(Bytes.of((byte) 1, (byte) height));

        CoinbaseParts parts = blank(vector);

        assertThat(parts.prefix().at(41)).isEqualTo(theirs.at(41) - 1);
        assertThat(parts.prefix().at(42)).isEqualTo(0x50 + height);
        assertThat(parts.prefix().slice(0, 41)).isEqualTo(theirs.slice(0, 41));
        assertThat(parts.prefix().slice(43, parts.prefix().length())).isEqualTo(theirs.slice(44, theirs.length()));
        assertThat(parts.suffix()).isEqualTo(JobVectors.bytes(vector, "coinb2_class0"));
        assertThat(parts.targetByteIndex()).isEqualTo(vector.required("target_byte_index").intValue() - 1);
    }

    @Test
    void both_kinds_of_heights_are_among_the_vectors() {
        assertThat(cases()).hasSize(21);
        assertThat(heightsBelow17()).hasSize(2);
    }

    private static CoinbaseParts blank(JsonNode vector) {
        long primeId = vector.required("prime_id").longValue();
        boolean sawPool = vector.required("datum_active").booleanValue() || primeId != 0;
        // Value, script and commitment are not named in this file. They are read off the second half, which may begin with
        // sequence and output count; how outputs are written is not what this test is about.
        Bytes suffix = JobVectors.bytes(vector, "coinb2_class0");
        int value = suffix.slice(0, 4).toHex().equals("ffffffff") ? 5 : 0;
        long satoshi = 0;
        for (int i = 7; i >= 0; i--) {
            satoshi = satoshi << 8 | suffix.at(value + i);
        }
        int script = value + 9;
        int commitment = script + suffix.at(value + 8) + 9;
        CoinbaseRecipe recipe = new CoinbaseRecipe(
                vector.required("height").intValue(),
                Bytes.utf8(vector.required("primary_tag").textValue()),
                Bytes.utf8(vector.required("secondary_tag").textValue()),
                vector.required("unique_id").intValue(),
                sawPool ? OptionalLong.of(primeId) : OptionalLong.empty(),
                vector.required("enprefix_u16").intValue(),
                suffix.slice(script, commitment - 9),
                satoshi,
                CoinbaseOutputs.NONE);
        BlockRoom room = new BlockRoom(0, 0, 0, 0, 4_000_000, 4_000_000, 80_000);
        return new CoinbaseBuilder(recipe, room, suffix.slice(commitment, suffix.length() - 4))
                .build(CoinbaseClass.BLANK)
                .parts();
    }
}
