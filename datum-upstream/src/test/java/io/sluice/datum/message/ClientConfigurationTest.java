package io.sluice.datum.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

class ClientConfigurationTest {

    static Stream<JsonNode> cases() {
        return Vectors.cases("datum/config-0x99.json", "cases");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void configurations_are_accepted_and_refused_as_by_the_original(JsonNode vector) throws MalformedDatumMessage {
        byte[] body = Vectors.bytes(vector, "plaintext");
        if (!vector.get("accepted").booleanValue()) {
            assertThatThrownBy(() -> Bodies.readMining(Sender.POOL, body)).isInstanceOf(MalformedDatumMessage.class);
            return;
        }
        ClientConfiguration read = (ClientConfiguration) Bodies.readMining(Sender.POOL, body);
        assertThat(read).isEqualTo(new ClientConfiguration(
                Bytes.hex(vector.get("payout_script").textValue()),
                vector.get("prime_id").longValue(),
                Bytes.utf8(vector.get("tag").textValue()),
                vector.get("minimum_difficulty_in_message").longValue()));
        assertThat(read.minimum().difficulty()).isEqualTo(vector.get("minimum_difficulty_applied").longValue());
        byte[] written = Bodies.write(read, Bodies.NONE);
        assertThat(written).isEqualTo(Arrays.copyOf(body, written.length));
    }

    @Test
    void another_version_is_named_so_that_the_operator_knows_to_update() {
        byte[] body = body(34, 4, 1024);
        body[1] = 2;
        assertThatThrownBy(() -> Bodies.readMining(Sender.POOL, body))
                .isInstanceOf(MalformedDatumMessage.class).hasMessageContaining("version 2")
                .hasMessageContaining("newer");
    }

    @Test
    void without_a_signature_it_does_not_count() {
        assertThatThrownBy(() -> Bodies.read(Sender.POOL, DatumCommand.MINING, false, body(34, 4, 1024)))
                .isInstanceOf(MalformedDatumMessage.class).hasMessageContaining("signature");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 65, 255})
    void a_script_that_would_break_the_original_gateway_is_refused(int length) {
        assertThatThrownBy(() -> Bodies.readMining(Sender.POOL, body(length, 4, 1024)))
                .isInstanceOf(MalformedDatumMessage.class).hasMessageContaining("script has " + length);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64})
    void the_shortest_and_the_longest_script_are_accepted(int length) throws MalformedDatumMessage {
        ClientConfiguration read = (ClientConfiguration) Bodies.readMining(Sender.POOL, body(length, 4, 1024));
        assertThat(read.payoutScript().length()).isEqualTo(length);
    }

    @Test
    void a_tag_may_fill_the_coinbase_and_not_more() throws MalformedDatumMessage {
        ClientConfiguration read = (ClientConfiguration) Bodies.readMining(Sender.POOL, body(34, 83, 1024));
        assertThat(read.tag().length()).isEqualTo(83);
        assertThatThrownBy(() -> Bodies.readMining(Sender.POOL, body(34, 84, 1024)))
                .isInstanceOf(MalformedDatumMessage.class).hasMessageContaining("tag has 84");
    }

    @Test
    void a_zero_byte_ends_the_tag() throws MalformedDatumMessage {
        byte[] body = body(1, 4, 1024);
        body[3 + 1 + 4 + 1 + 2] = 0;
        assertThat(((ClientConfiguration) Bodies.readMining(Sender.POOL, body)).tag()).isEqualTo(Bytes.utf8("TT"));
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1", "3, 2", "65536, 16", "65537, 17", "4611686018427387905, 63",
        "-9223372036854775808, 63"})
    void the_minimum_is_the_next_power_of_two(long difficulty, int exponent) throws MalformedDatumMessage {
        ClientConfiguration read = (ClientConfiguration) Bodies.readMining(Sender.POOL, body(34, 4, difficulty));
        assertThat(read.minimum()).isEqualTo(new ProofOfTarget(exponent));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE + 1})
    void a_difficulty_without_a_power_of_two_above_it_is_refused(long difficulty) {
        assertThatThrownBy(() -> Bodies.readMining(Sender.POOL, body(34, 4, difficulty)))
                .isInstanceOf(MalformedDatumMessage.class).hasMessageContaining("minimum difficulty");
        assertThatThrownBy(() -> new ClientConfiguration(Bytes.of((byte) 1), 0, Bytes.EMPTY, difficulty))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] body(int scriptLength, int tagLength, long difficulty) {
        return new DatumWriter().u8(0x99).u8(1)
                .u8(scriptLength).fill(scriptLength, 0x51).u32(0xfeedface)
                .u8(tagLength).fill(tagLength, 'T').u64(difficulty)
                .u8(0).u8(0xfe).toBytes().toArray();
    }
}
