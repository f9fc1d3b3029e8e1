package io.sluice.datum.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.datum.crypto.PublicKeys;
import io.sluice.datum.message.JobValidationReply.AllTransactions;
import io.sluice.datum.message.JobValidationReply.Refusal;
import io.sluice.datum.message.JobValidationReply.ShortIdList;
import io.sluice.datum.message.JobValidationReply.SomeTransactions;
import io.sluice.datum.message.JobValidationRequest.Kind;
import io.sluice.datum.message.JobValidationRequest.ListShortIds;
import io.sluice.datum.message.JobValidationRequest.SendAll;
import io.sluice.datum.message.JobValidationRequest.SendTransactions;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

class JobValidationTest {

    private static final JsonNode VALIDATION = Vectors.load("datum/job-validation.json");
    private static final ShortIds SHORT_IDS = ShortIds.between(keys("gateway_longterm"), keys("pool_longterm"));

    static Stream<JsonNode> exchanges() {
        return Vectors.cases("datum/job-validation.json", "exchanges");
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void recorded_requests_and_replies_say_what_they_are_named_and_go_both_ways(JsonNode vector)
            throws MalformedDatumMessage {
        byte[] body = Vectors.bytes(vector, "plaintext");
        DatumMessage expected = switch (vector.get("name").textValue()) {
            case "validation_request_stxlist" -> new ListShortIds(0);
            case "validation_reply_stxlist" -> ShortIdList.of(0, wtxids(), SHORT_IDS);
            case "validation_request_txns_by_id" -> new SendTransactions(0, List.of(3, 0));
            case "validation_reply_txns_by_id" -> new SomeTransactions(0, List.of(raw().get(3), raw().get(0)));
            case "validation_request_full" -> new SendAll(0);
            case "validation_reply_full" -> new AllTransactions(0, raw());
            case "validation_request_bad_job_index" -> new ListShortIds(9);
            case "validation_reply_error_F3" -> Refusal.noSuchSlot(Kind.SHORT_IDS);
            case "validation_request_unused_job" -> new ListShortIds(6);
            case "validation_reply_error_F0" -> new Refusal(Kind.SHORT_IDS, 6, JobValidationError.SLOT_NEVER_USED);
            case "validation_request_id_out_of_range" -> new SendTransactions(0, List.of(5));
            case "validation_reply_error_F4" ->
                new Refusal(Kind.SOME_TRANSACTIONS, 0, JobValidationError.NO_SUCH_TRANSACTION);
            default -> throw new AssertionError("an exchange nobody looked at: " + vector);
        };
        Sender sender = vector.get("direction").textValue().equals("pool_to_gateway") ? Sender.POOL : Sender.GATEWAY;
        assertThat(Bodies.readMining(sender, body)).isEqualTo(expected);
        assertThat(Bodies.writeLike(body, expected)).isEqualTo(body);
    }

    @Test
    void short_ids_hash_the_witness_id_under_a_key_of_both_sides() {
        VALIDATION.get("transactions").forEach(transaction -> {
            BlockHash wtxid = new BlockHash(Bytes.hex(transaction.get("wtxid_internal").textValue()));
            long expected = Long.parseUnsignedLong(transaction.get("siphash_u64").textValue(), 16) & 0xffff_ffff_ffffL;
            assertThat(SHORT_IDS.of(wtxid)).isEqualTo(expected);
        });
        ShortIdList list = ShortIdList.of(0, wtxids(), SHORT_IDS);
        for (int i = 0; i < wtxids().size(); i++) {
            assertThat(list.shortId(i)).isEqualTo(SHORT_IDS.of(wtxids().get(i)));
        }
        assertThat(list.count()).isEqualTo(5);
    }

    @Test
    void the_crosscheck_folds_all_witness_ids_and_begins_with_a_constant() {
        assertThat(ShortIds.crosscheck(wtxids()).toHex()).isEqualTo(VALIDATION.get("crosscheck").textValue());
        assertThat(ShortIds.crosscheck(List.of()).toHex()).isEqualTo(VALIDATION.get("crosscheck_start").textValue());
    }

    @Test
    void a_block_without_transactions_has_neither_crosscheck_nor_end_mark() throws MalformedDatumMessage {
        ShortIdList none = ShortIdList.of(3, List.of(), SHORT_IDS);
        byte[] body = Bodies.write(none, (out, longest) -> out.fill(longest, 0xab));
        assertThat(body).hasSize(6 + 100).startsWith(0x50, 0x90, 3, 1, 0, 0, 0xab);
        assertThat(Bodies.readMining(Sender.GATEWAY, body)).isEqualTo(none);

        AllTransactions all = new AllTransactions(3, List.of());
        assertThat(Bodies.write(all, Bodies.NONE)).containsExactly(0x50, 0x92, 3, 1, 0, 0, 0xfe);
        assertThat(Bodies.readMining(Sender.GATEWAY, Bodies.write(all, Bodies.NONE))).isEqualTo(all);
    }

    @ParameterizedTest
    @EnumSource(JobValidationError.class)
    void every_refusal_goes_both_ways_for_every_question(JobValidationError error) throws MalformedDatumMessage {
        for (Kind kind : Kind.values()) {
            Refusal refusal = new Refusal(kind, 4, error);
            byte[] body = Bodies.write(refusal, (out, longest) -> out.fill(longest, 1));
            assertThat(body).hasSize(104);
            assertThat(Bodies.readMining(Sender.GATEWAY, body)).isEqualTo(refusal);
        }
    }

    @Test
    void a_refusal_for_an_unknown_reason_is_refused_itself() {
        assertThatThrownBy(() -> Bodies.readMining(Sender.GATEWAY, Vectors.bytes("509000f5")))
                .isInstanceOf(MalformedDatumMessage.class).hasMessageContaining("f5");
    }

    @Test
    void a_question_of_another_kind_is_a_command_we_do_not_know() throws MalformedDatumMessage {
        assertThat(Bodies.readMining(Sender.POOL, Vectors.bytes("501300")))
                .isEqualTo(new UnknownMiningCommand(0x50, Bytes.hex("1300")));
        assertThat(Bodies.readMining(Sender.GATEWAY, Vectors.bytes("509300")))
                .isEqualTo(new UnknownMiningCommand(0x50, Bytes.hex("9300")));
    }

    @Test
    void a_request_that_names_more_transactions_than_it_holds_is_refused() {
        assertThatThrownBy(() -> Bodies.readMining(Sender.POOL, Vectors.bytes("501100ffff0000")))
                .isInstanceOf(MalformedDatumMessage.class).hasMessageContaining("65535");
    }

    @Test
    void more_short_ids_than_a_block_can_have_transactions_are_refused() {
        assertThatThrownBy(() -> Bodies.readMining(Sender.GATEWAY, Vectors.bytes("5090000100400000")))
                .isInstanceOf(MalformedDatumMessage.class).hasMessageContaining("16384");
        List<BlockHash> many = Collections.nCopies(16384, BlockHash.ZERO);
        assertThatThrownBy(() -> ShortIdList.of(0, many, SHORT_IDS)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void transactions_that_do_not_fit_one_frame_can_not_be_said() {
        Bytes megabyte = Bytes.of(new byte[1 << 20]);
        assertThat(JobValidationReply.fits(Collections.nCopies(3, megabyte))).isTrue();
        assertThat(JobValidationReply.fits(Collections.nCopies(4, megabyte))).isFalse();
        assertThatThrownBy(() -> new SomeTransactions(0, Collections.nCopies(4, megabyte)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(JobValidationReply.fits(Collections.nCopies(65536, Bytes.EMPTY))).isFalse();
    }

    private static List<BlockHash> wtxids() {
        List<BlockHash> wtxids = new ArrayList<>();
        VALIDATION.get("transactions").forEach(
                transaction -> wtxids.add(new BlockHash(Bytes.hex(transaction.get("wtxid_internal").textValue()))));
        return wtxids;
    }

    private static List<Bytes> raw() {
        List<Bytes> raw = new ArrayList<>();
        VALIDATION.get("transactions").forEach(transaction -> raw.add(Bytes.hex(transaction.get("raw").textValue())));
        return raw;
    }

    private static PublicKeys keys(String name) {
        JsonNode keys = Vectors.load("datum/handshake.json").get("keys");
        return new PublicKeys(Bytes.hex(keys.get(name + "_ed25519_pk").textValue()),
                Bytes.hex(keys.get(name + "_x25519_pk").textValue()));
    }
}
