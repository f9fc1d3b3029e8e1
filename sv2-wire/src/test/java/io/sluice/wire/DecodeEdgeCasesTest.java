package io.sluice.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.wire.MalformedMessage.Fault;
import io.sluice.wire.mining.MiningCodec;
import io.sluice.wire.mining.MiningMessageType;
import io.sluice.wire.mining.MiningProtocol;
import io.sluice.wire.mining.NewExtendedMiningJob;
import io.sluice.wire.mining.NewMiningJob;
import io.sluice.wire.mining.SetTarget;
import io.sluice.wire.mining.SubmitSharesExtended;
import io.sluice.wire.mining.SubmitSharesStandard;
import io.sluice.wire.mining.UpdateChannel;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.U256;

class DecodeEdgeCasesTest {

    static Stream<JsonNode> reject() {
        return Vectors.cases("sv2/decode_edge_cases.json", "reject");
    }

    static Stream<JsonNode> accept() {
        return Vectors.cases("sv2/decode_edge_cases.json", "accept");
    }

    @ParameterizedTest
    @MethodSource("reject")
    void a_payload_to_refuse_is_refused_with_its_reason(JsonNode vector) {
        Bytes payload = Bytes.adopt(Vectors.bytes(vector, "payload"));
        int type = Integer.decode(vector.required("msg_type").textValue());
        Sv2Frame frame = new Sv2Frame(new FrameHeader(0, true, type, payload.length()), payload);
        String note = vector.required("note").textValue();
        Fault expected = note.contains("limit 32")
                ? Fault.OVERLONG
                : note.equals("OPTION count 2") ? Fault.OUT_OF_RANGE : Fault.TRUNCATED;

        assertThatThrownBy(() -> MiningProtocol.CODEC.decode(frame)).isInstanceOfSatisfying(MalformedMessage.class,
                failure -> assertThat(failure.fault()).isEqualTo(expected))
                .hasMessageStartingWith(vector.required("message").textValue());
    }

    @ParameterizedTest
    @MethodSource("accept")
    void an_odd_payload_is_read_as_expected(JsonNode vector) throws MalformedMessage {
        Sv2Frame frame = new Sv2Frame(
                FrameHeader.read(Vectors.bytes(vector, "header"), 0), Bytes.adopt(Vectors.bytes(vector, "payload")));
        JsonNode expect = vector.required("expect");
        switch (MiningCodec.decode(frame).orElseThrow()) {
            case NewExtendedMiningJob job -> assertThat(job.versionRollingAllowed())
                    .isEqualTo(expect.required("version_rolling_allowed").booleanValue());
            case SubmitSharesStandard share -> assertThat(share.version())
                    .isEqualTo(expect.required("version").longValue());
            case SetTarget target -> assertThat(target.channelId())
                    .isEqualTo(expect.required("channel_id").longValue());
            default -> throw new AssertionError("no expectation for " + vector);
        }
    }

    @Test
    void the_channel_bit_is_ignored_when_reading_and_set_by_the_table_when_writing() throws MalformedMessage {
        NewMiningJob job = new NewMiningJob(2, 3, OptionalLong.empty(), 0x2000_0000L, U256.ZERO);
        Sv2Frame written = MiningCodec.encode(job);
        assertThat(written.header().channelMessage()).isTrue();

        Sv2Frame old = new Sv2Frame(
                new FrameHeader(0, false, written.header().type(), written.payload().length()), written.payload());

        assertThat(MiningCodec.decode(old)).contains(job);
    }

    @Test
    void a_signalling_nan_keeps_its_bits() throws MalformedMessage {
        for (int bits : new int[]{0x7f80_0001, 0xffbf_ffff, 0x7fc0_1234, 0x7f80_0000, 0xff80_0000, 0x8000_0000}) {
            UpdateChannel sent = new UpdateChannel(1, Float.intBitsToFloat(bits), U256.MAX);
            Sv2Frame frame = MiningCodec.encode(sent);
            assertThat(frame.payload().u32At(4)).isEqualTo(bits & 0xffff_ffffL);

            UpdateChannel received = (UpdateChannel) MiningCodec.decode(frame).orElseThrow();

            assertThat(Float.floatToRawIntBits(received.nominalHashRate())).isEqualTo(bits);
        }
    }

    @Test
    void a_share_keeps_what_follows_its_last_field() throws MalformedMessage {
        Bytes tail = Bytes.hex("0102030405");
        SubmitSharesExtended share = new SubmitSharesExtended(1, 2, 3, 4, 5, 6, Bytes.hex("aabb"), tail);
        assertThat(MiningCodec.decode(MiningCodec.encode(share))).contains(share);
    }

    @Test
    void what_follows_the_last_field_of_any_message_is_left_in_the_reader() throws MalformedMessage {
        WireReader in = new WireReader(Bytes.hex("00".repeat(36) + "0102"));
        MiningMessageType.SET_TARGET.read(in);
        assertThat(in.rest()).isEqualTo(Bytes.hex("0102"));
        assertThat(in.remaining()).isZero();
    }
}
