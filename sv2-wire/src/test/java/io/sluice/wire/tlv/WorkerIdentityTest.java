package io.sluice.wire.tlv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.wire.FrameHeader;
import io.sluice.wire.MalformedMessage;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.mining.MiningCodec;
import io.sluice.wire.mining.SubmitSharesExtended;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.Str255;

class WorkerIdentityTest {

    private static final String FILE = "sv2/tlv_worker_identity.json";
    private static final Set<Integer> NEGOTIATED = Set.of(WorkerIdentity.EXTENSION);

    static Stream<JsonNode> accepted() {
        return Vectors.cases(FILE, "cases").filter(vector -> vector.required("accept").booleanValue());
    }

    static Stream<JsonNode> refused() {
        return Vectors.cases(FILE, "cases").filter(vector -> !vector.required("accept").booleanValue());
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void a_share_names_its_worker(JsonNode vector) throws MalformedMessage {
        SubmitSharesExtended share = share(vector);
        assertThat(share.tlvFields()).isEqualTo(Bytes.hex(vector.required("tlv_little_endian").textValue()));
        assertThat(WorkerIdentity.find(share.tlvFields(), NEGOTIATED)).contains(worker(vector));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void a_share_that_names_its_worker_is_written_as_recorded(JsonNode vector) throws MalformedMessage {
        SubmitSharesExtended read = share(vector);
        assertThat(MiningCodec.encode(read).toBytes().toHex()).isEqualTo(vector.required("frame").textValue());

        Bytes written = worker(vector).toTlvFields();

        assertThat(vector.required("tlv_little_endian").textValue()).endsWith(written.toHex());
    }

    @ParameterizedTest
    @MethodSource("refused")
    void a_field_that_is_too_long_or_cut_short_is_malformed(JsonNode vector) throws MalformedMessage {
        Bytes fields = share(vector).tlvFields();
        assertThatThrownBy(() -> WorkerIdentity.find(fields, NEGOTIATED)).isInstanceOf(MalformedMessage.class);
    }

    @ParameterizedTest
    @MethodSource({"accepted", "refused"})
    void without_negotiation_the_field_is_ignored_good_or_bad(JsonNode vector) throws MalformedMessage {
        assertThat(WorkerIdentity.find(share(vector).tlvFields(), Set.of())).isEmpty();
        assertThat(WorkerIdentity.find(share(vector).tlvFields(), Set.of(0x0003))).isEmpty();
    }

    @Test
    void the_big_endian_example_of_the_specification_is_read_too() throws MalformedMessage {
        JsonNode example = Vectors.load(FILE).required("specification_example_big_endian");
        Bytes payload = Bytes.adopt(Vectors.bytes(example, "payload"));
        SubmitSharesExtended share = (SubmitSharesExtended) MiningCodec
                .decode(new Sv2Frame(new FrameHeader(0, true, 0x1b, payload.length()), payload)).orElseThrow();
        assertThat(share.tlvFields()).isEqualTo(Bytes.hex(example.required("tlv").textValue()));
        assertThat(WorkerIdentity.find(share.tlvFields(), NEGOTIATED)).contains(WorkerIdentity.of("Worker_001"));
    }

    @Test
    void a_share_without_the_field_is_no_failure() throws MalformedMessage {
        assertThat(WorkerIdentity.find(Bytes.EMPTY, NEGOTIATED)).isEqualTo(Optional.empty());
    }

    @Test
    void we_never_send_a_name_of_more_than_32_bytes() {
        assertThat(WorkerIdentity.of("w".repeat(32)).toTlvFields().length()).isEqualTo(37);
        assertThatThrownBy(() -> WorkerIdentity.of("w".repeat(33))).isInstanceOf(IllegalArgumentException.class);
    }

    private static WorkerIdentity worker(JsonNode vector) {
        return new WorkerIdentity(new Str255(Bytes.hex(vector.required("user_identity_utf8_hex").textValue())));
    }

    private static SubmitSharesExtended share(JsonNode vector) throws MalformedMessage {
        byte[] frame = Vectors.bytes(vector, "frame");
        Bytes payload = Bytes.of(frame, FrameHeader.SIZE, frame.length - FrameHeader.SIZE);
        assertThat(payload).isEqualTo(Bytes.adopt(Vectors.bytes(vector, "payload")));
        return (SubmitSharesExtended) MiningCodec.decode(new Sv2Frame(FrameHeader.read(frame, 0), payload))
                .orElseThrow();
    }
}
