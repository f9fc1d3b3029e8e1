package io.sluice.datum.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.datum.message.PayoutList.End;
import io.sluice.datum.message.PayoutList.Fault;
import io.sluice.datum.message.PayoutList.Kept;
import io.sluice.datum.message.PayoutList.Refused;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

class CoinbaserTest {

    private static final JsonNode COINBASER = Vectors.load("datum/coinbaser.json");

    static Stream<JsonNode> lists() {
        return Vectors.cases("datum/coinbaser.json", "parse_cases");
    }

    @Test
    void a_recorded_request_goes_both_ways() throws MalformedDatumMessage {
        JsonNode vector = COINBASER.get("request");
        byte[] body = Vectors.bytes(vector, "plaintext");
        DatumMessage request = Bodies.readMining(Sender.GATEWAY, body);
        assertThat(request).isEqualTo(new CoinbaserRequest(vector.get("value").longValue(),
                new BlockHash(Bytes.hex(vector.get("prevhash_header_bytes").textValue()))));
        assertThat(Bodies.writeLike(body, request)).isEqualTo(body);
    }

    @Test
    void a_recorded_response_goes_both_ways_and_its_list_can_be_built_again() throws MalformedDatumMessage {
        JsonNode vector = COINBASER.get("response");
        byte[] body = Vectors.bytes(vector, "plaintext");
        CoinbaserResponse response = (CoinbaserResponse) Bodies.readMining(Sender.POOL, body);
        assertThat(response.value()).isEqualTo(vector.get("value").longValue());
        assertThat(response.payouts()).isEqualTo(new Kept(5, outputs(vector.get("outputs")), End.COMPLETE));
        DatumMessage built = CoinbaserResponse.of(response.value(), 5, outputs(vector.get("outputs")));
        assertThat(built).isEqualTo(response);
        assertThat(Bodies.write(built, Bodies.NONE)).isEqualTo(body);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void payout_lists_are_read_as_by_the_original(JsonNode vector) {
        int count = vector.get("return").intValue();
        Bytes blob = Bytes.hex(vector.get("blob").textValue());
        // The longest case was recorded without the id, which is the blob's first byte whenever a list is kept.
        int id = vector.path("coinbaser_id_after_initial_200").asInt(blob.at(0));
        PayoutList list = PayoutList.read(blob, vector.get("coinbase_value").longValue());
        switch (list) {
            case Kept kept -> {
                assertThat(kept.payouts()).hasSize(count);
                assertThat(kept.coinbaserId()).isEqualTo(id);
                if (vector.has("outputs")) {
                    assertThat(kept.payouts()).startsWith(outputs(vector.get("outputs")).toArray(new TxOutput[0]));
                }
            }
            case Refused refused -> {
                assertThat(count).as(refused.fault().words()).isZero();
                assertThat(id).as("the id stays what it was").isEqualTo(200);
            }
        }
    }

    @Test
    void the_list_ends_where_the_value_is_spent_whatever_comes_behind() {
        Bytes blob = list(9, output(60, 2), output(41, 0), raw(3));
        assertThat(PayoutList.read(blob, 100)).isEqualTo(new Kept(9, List.of(payout(60, 2)), End.VALUE_SPENT));
    }

    @Test
    void a_first_output_above_the_value_leaves_an_empty_list_with_its_id() {
        assertThat(PayoutList.read(list(9, output(101, 2)), 100)).isEqualTo(new Kept(9, List.of(), End.VALUE_SPENT));
    }

    @Test
    void a_value_that_would_overflow_the_sum_ends_the_list() {
        Bytes blob = list(9, output(60, 2), output(-1, 2));
        assertThat(PayoutList.read(blob, 100)).isEqualTo(new Kept(9, List.of(payout(60, 2)), End.VALUE_SPENT));
        blob = list(9, output(60, 2), output(Long.MAX_VALUE, 2));
        assertThat(PayoutList.read(blob, 100)).isEqualTo(new Kept(9, List.of(payout(60, 2)), End.VALUE_SPENT));
    }

    @Test
    void a_refusal_says_which_rule_was_broken_and_after_how_many_payouts() {
        assertThat(PayoutList.read(raw(8), 100)).isEqualTo(new Refused(Fault.TOO_SHORT, 0));
        assertThat(PayoutList.read(list(1, output(1, 2), raw(8)), 100)).isEqualTo(new Refused(Fault.TRAILING_BYTES, 1));
        assertThat(PayoutList.read(raw(9), 100)).isEqualTo(new Refused(Fault.TRAILING_BYTES, 0));
        assertThat(PayoutList.read(list(1, output(1, 1)), 100)).isEqualTo(new Refused(Fault.SCRIPT_LENGTH, 0));
        assertThat(PayoutList.read(list(1, output(1, 65)), 100)).isEqualTo(new Refused(Fault.SCRIPT_LENGTH, 0));
        Bytes whole = list(1, output(1, 2), output(1, 5));
        assertThat(PayoutList.read(whole.slice(0, whole.length() - 1), 100)).isEqualTo(new Refused(Fault.CUT_OFF, 1));
    }

    @Test
    void after_512_outputs_nothing_more_is_looked_at() {
        List<Bytes> outputs = new ArrayList<>(Collections.nCopies(512, output(0, 2)));
        assertThat(PayoutList.read(list(1, outputs), 100)).extracting("end").isEqualTo(End.FULL);
        outputs.add(raw(3));
        assertThat(PayoutList.read(list(1, outputs), 100)).extracting("end").isEqualTo(End.FULL);
        outputs.set(511, raw(3));
        assertThat(PayoutList.read(list(1, outputs.subList(0, 512)), 100))
                .isEqualTo(new Refused(Fault.TRAILING_BYTES, 511));
    }

    @Test
    void what_is_built_is_read_back_whole() {
        Random random = new Random(77);
        for (int round = 0; round < 200; round++) {
            List<TxOutput> payouts = new ArrayList<>();
            long sum = 0;
            for (int i = 1 + random.nextInt(400); i > 0; i--) {
                TxOutput payout = payout(random.nextInt(1_000_000), 2 + random.nextInt(63));
                sum += payout.value();
                payouts.add(payout);
            }
            assertThat(CoinbaserResponse.of(sum, 1 + random.nextInt(255), payouts).payouts()).as("round %d", round)
                    .extracting("payouts", "end").containsExactly(payouts, End.COMPLETE);
        }
    }

    @Test
    void what_a_gateway_would_refuse_can_not_be_built() {
        assertThatThrownBy(() -> CoinbaserResponse.of(5, 1, List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CoinbaserResponse.of(5, 256, List.of(payout(1, 2))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CoinbaserResponse.of(5, 1, List.of(payout(1, 65))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CoinbaserResponse.of(5, 1, Collections.nCopies(513, payout(0, 2))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CoinbaserResponse.of(5, 1, Collections.nCopies(512, payout(0, 64))))
                .as("512 of the longest scripts exceed a blob").isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 32768, 0xffff_ffffL, 11})
    void a_blob_length_out_of_range_or_beyond_the_message_is_refused(long length) {
        byte[] body = new DatumWriter().u8(0x11).u64(5).u32(length).fill(10, 1).toBytes().toArray();
        assertThatThrownBy(() -> Bodies.readMining(Sender.POOL, body)).isInstanceOf(MalformedDatumMessage.class);
    }

    private static List<TxOutput> outputs(JsonNode list) {
        List<TxOutput> outputs = new ArrayList<>();
        for (JsonNode output : list) {
            outputs.add(new TxOutput(output.get("value").longValue(), Bytes.hex(output.get("script").textValue())));
        }
        return outputs;
    }

    private static TxOutput payout(long value, int scriptLength) {
        return new TxOutput(value, Bytes.of(new byte[scriptLength]));
    }

    private static Bytes output(long value, int scriptLength) {
        return new DatumWriter().u64(value).u8(scriptLength).fill(scriptLength, 0).toBytes();
    }

    private static Bytes raw(int length) {
        return new DatumWriter().fill(length, 0).toBytes();
    }

    private static Bytes list(int id, Bytes... outputs) {
        return list(id, List.of(outputs));
    }

    private static Bytes list(int id, List<Bytes> outputs) {
        var out = new DatumWriter().u8(id);
        outputs.forEach(out::bytes);
        return out.toBytes();
    }
}
