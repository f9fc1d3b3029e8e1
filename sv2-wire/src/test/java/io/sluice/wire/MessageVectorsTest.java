package io.sluice.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.wire.MalformedMessage.Fault;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

/** Every message, both ways, against recorded and generated encodings; then the same encodings damaged. */
class MessageVectorsTest {

    private static final long SEED = 20_260_820;
    private static final Sv2Codec<Sv2Message> CODEC = Sv2Codec.of(MessageTablesTest.TABLES);

    /** The files of all that may be said on a mining connection. */
    private static final List<String> MINING = List.of("messages_common", "messages_mining", "messages_extensions");
    private static final List<String> OTHERS = List.of("messages_job_declaration", "messages_template_distribution");

    static Stream<Arguments> vectors() {
        return Stream.concat(cases(MINING), cases(OTHERS)).map(MessageVectorsTest::arguments);
    }

    static Stream<Arguments> miningVectors() {
        return cases(MINING).map(MessageVectorsTest::arguments);
    }

    /** One vector of each message. */
    static Stream<Arguments> messages() {
        Set<MessageType<?>> seen = new HashSet<>();
        return Stream.concat(cases(MINING), cases(OTHERS)).filter(vector -> seen.add(typeOf(vector)))
                .map(MessageVectorsTest::arguments);
    }

    private static Stream<JsonNode> cases(List<String> files) {
        return files.stream().flatMap(file -> Vectors.cases("sv2/" + file + ".json", "cases"));
    }

    private static Arguments arguments(JsonNode vector) {
        // The vectors tell two messages of one name apart by their protocol, the specification by its chapter.
        String name = vector.required("message").textValue().replace("(TDP)", "");
        return Arguments.of(name, vector.path("note").textValue(), vector);
    }

    /** The row of a vector in our tables. */
    static MessageType<?> typeOf(JsonNode vector) {
        FrameHeader header = FrameHeader.read(Vectors.bytes(vector, "header"), 0);
        return MessageTablesTest.TABLES.stream()
                .filter(type -> type.extension() == header.extension() && type.code() == header.type())
                .findFirst().orElseThrow(() -> new AssertionError("no row for " + vector));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("vectors")
    void a_recorded_payload_holds_the_recorded_fields(String name, String note, JsonNode vector) throws Exception {
        assertThat(componentsOf(decode(frame(vector))))
                .isEqualTo(expected(SpecField.of(vector), SpecField.valuesOf(vector)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("vectors")
    void a_message_is_written_as_recorded_header_included(String name, String note, JsonNode vector) throws Exception {
        Sv2Frame written = CODEC.encode(decode(frame(vector)));
        assertThat(written.toBytes().toHex())
                .isEqualTo(vector.required("header").textValue() + vector.required("payload").textValue());
        assertThat(written.header().length()).isEqualTo(vector.required("payload_length").intValue());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void generated_values_go_round(String name, String note, JsonNode vector) throws Exception {
        List<SpecField> fields = SpecField.of(vector);
        Random random = new Random(SEED);
        for (int round = 0; round < 100; round++) {
            List<JsonNode> values = fields.stream().map(field -> field.randomValue(random)).toList();
            List<byte[]> parts = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                parts.add(fields.get(i).encode(values.get(i)));
            }
            Sv2Frame frame = withPayload(vector, Bytes.adopt(SpecField.join(parts)));

            Sv2Message message = decode(frame);

            assertThat(componentsOf(message)).as("seed %d, round %d", SEED, round)
                    .isEqualTo(expected(fields, values));
            assertThat(Sv2Frame.of(message)).as("seed %d, round %d", SEED, round).isEqualTo(frame);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("vectors")
    void a_payload_cut_at_any_byte_is_truncated(String name, String note, JsonNode vector) {
        Bytes payload = Bytes.adopt(Vectors.bytes(vector, "payload"));
        for (int cut = 0; cut < payload.length(); cut++) {
            Sv2Frame frame = withPayload(vector, payload.slice(0, cut));
            assertThatThrownBy(() -> decode(frame)).as("cut before byte %d", cut).isInstanceOfSatisfying(
                    MalformedMessage.class, failure -> assertThat(failure.fault()).isEqualTo(Fault.TRUNCATED))
                    .hasMessageStartingWith(name + " truncated: ");
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("vectors")
    void a_payload_with_one_bit_flipped_is_a_message_or_malformed(String name, String note, JsonNode vector) {
        byte[] payload = Vectors.bytes(vector, "payload");
        for (int bit = 0; bit < 8 * Math.min(payload.length, 600); bit++) {
            byte[] damaged = payload.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertMessageOrMalformed(withPayload(vector, Bytes.adopt(damaged)), "bit " + bit + " flipped");
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void random_bytes_are_a_message_or_malformed(String name, String note, JsonNode vector) {
        Random random = new Random(SEED);
        for (int round = 0; round < 2_000; round++) {
            byte[] payload = new byte[random.nextInt(400)];
            random.nextBytes(payload);
            assertMessageOrMalformed(withPayload(vector, Bytes.adopt(payload)), "seed " + SEED + ", round " + round);
        }
    }

    /** Whole or not at all: what was read can be written, and reads the same again. */
    private static void assertMessageOrMalformed(Sv2Frame frame, String how) {
        Throwable failure = catchThrowable(() -> {
            Sv2Message message = decode(frame);
            assertThat(decode(Sv2Frame.of(message))).isEqualTo(message);
        });
        if (failure != null) {
            assertThat(failure).as(how).isInstanceOf(MalformedMessage.class);
        }
    }

    private static Sv2Message decode(Sv2Frame frame) throws MalformedMessage {
        Optional<Sv2Message> message = CODEC.decode(frame);
        return message.orElseThrow(() -> new AssertionError("unknown: " + frame.header()));
    }

    private static Sv2Frame frame(JsonNode vector) {
        return new Sv2Frame(
                FrameHeader.read(Vectors.bytes(vector, "header"), 0), Bytes.adopt(Vectors.bytes(vector, "payload")));
    }

    private static Sv2Frame withPayload(JsonNode vector, Bytes payload) {
        FrameHeader header = FrameHeader.read(Vectors.bytes(vector, "header"), 0);
        return new Sv2Frame(new FrameHeader(
                header.extension(), header.channelMessage(), header.type(), payload.length()), payload);
    }

    private static List<String> expected(List<SpecField> fields, List<JsonNode> values) {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            expected.add(fields.get(i).componentName() + "=" + shown(fields.get(i).componentValue(values.get(i))));
        }
        return expected;
    }

    /** Names and values of the components, the TLV fields left out when there are none. */
    private static List<String> componentsOf(Sv2Message message) throws ReflectiveOperationException {
        List<String> components = new ArrayList<>();
        for (RecordComponent component : message.getClass().getRecordComponents()) {
            Object value = component.getAccessor().invoke(message);
            if (!(component.getName().equals("tlvFields") && value.equals(Bytes.EMPTY))) {
                components.add(component.getName() + "=" + shown(value));
            }
        }
        return components;
    }

    /** The value with all its bits and its type, so that 1 and 1L and two different NaNs do not look alike. */
    private static String shown(Object value) {
        return switch (value) {
            case Float number -> "F32 %08x".formatted(Float.floatToRawIntBits(number));
            case Bytes bytes -> "Bytes " + bytes.toHex();
            case List<?> list -> list.stream().map(MessageVectorsTest::shown).toList().toString();
            default -> value.getClass().getSimpleName() + " " + value;
        };
    }
}
