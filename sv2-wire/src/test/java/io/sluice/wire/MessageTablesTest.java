package io.sluice.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.wire.common.CommonCodec;
import io.sluice.wire.common.CommonMessage;
import io.sluice.wire.common.CommonMessageType;
import io.sluice.wire.declaration.DeclarationCodec;
import io.sluice.wire.declaration.DeclarationMessage;
import io.sluice.wire.declaration.DeclarationMessageType;
import io.sluice.wire.extension.NegotiationCodec;
import io.sluice.wire.extension.NegotiationMessage;
import io.sluice.wire.extension.NegotiationMessageType;
import io.sluice.wire.mining.MiningCodec;
import io.sluice.wire.mining.MiningMessage;
import io.sluice.wire.mining.MiningMessageType;
import io.sluice.wire.mining.MiningProtocol;
import io.sluice.wire.template.TemplateCodec;
import io.sluice.wire.template.TemplateMessage;
import io.sluice.wire.template.TemplateMessageType;
import io.sluice.wire.type.Bytes;

/** Our tables against those of the specification. */
class MessageTablesTest {

    static final List<MessageType<?>> TABLES = Stream
            .<MessageType<?>[]>of(
                    CommonMessageType.values(), MiningMessageType.values(), DeclarationMessageType.values(),
                    TemplateMessageType.values(), NegotiationMessageType.values())
            .flatMap(Stream::of).toList();

    @Test
    void the_tables_are_those_of_the_specification() throws IOException {
        List<String> ours = TABLES.stream()
                .map(type -> "0x%04x,0x%02x,%d,%s,%s".formatted(type.extension(), type.code(),
                        type.scope() == Scope.CHANNEL ? 1 : 0, type.specName(),
                        type.sender().name().toLowerCase(Locale.ROOT)))
                .toList();
        assertThat(ours).containsExactlyElementsOf(specification());
    }

    @Test
    void every_message_has_one_row() {
        List<String> records = Stream.of(CommonMessage.class, MiningMessage.class, DeclarationMessage.class,
                TemplateMessage.class, NegotiationMessage.class)
                .flatMap(sealed -> Stream.of(sealed.getPermittedSubclasses())).map(Class::getSimpleName).toList();
        assertThat(TABLES.stream().map(type -> type.specName().replace(".", ""))).containsExactlyElementsOf(records);
    }

    static Stream<Arguments> vectors() {
        return MessageVectorsTest.messages();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void a_message_knows_its_row(String name, String note, JsonNode vector) throws MalformedMessage {
        MessageType<?> row = MessageVectorsTest.typeOf(vector);
        Bytes payload = Bytes.hex(vector.required("payload").textValue());
        Sv2Message message = row.read(new WireReader(payload));
        assertThat(message.type()).isSameAs(row);
        assertThat(message.getClass().getSimpleName()).isEqualTo(name.replace(".", ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void the_cap_is_the_sum_of_the_longest_fields_except_where_that_is_no_bound(
            String name, String note, JsonNode vector) {
        long longest = SpecField.of(vector).stream().mapToLong(SpecField::longest).sum();
        MessageType<?> row = MessageVectorsTest.typeOf(vector);
        switch (row) {
            case NegotiationMessageType ours -> assertThat(ours.payloadCap()).isBetween(1024, 2048);
            default -> assertThat(row.payloadCap()).isEqualTo(Math.min(longest, FrameHeader.MAX_LENGTH));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 0x4000, 0x7fff})
    void on_a_mining_connection_all_other_types_are_unknown_and_no_failure(int extension) throws MalformedMessage {
        Bytes longEnough = Bytes.adopt(new byte[100]);
        int known = 0;
        for (int type = 0; type <= 0xff; type++) {
            for (boolean channelBit : List.of(true, false)) {
                Sv2Frame frame = new Sv2Frame(new FrameHeader(extension, channelBit, type, 100), longEnough);
                assertThat(MiningProtocol.CODEC.decode(frame).isPresent()).as("type %d", type)
                        .isEqualTo(isSaidWhenMining(extension, type));
            }
            known += isSaidWhenMining(extension, type) ? 1 : 0;
        }
        assertThat(known).isEqualTo(switch (extension) {
            case 0 -> CommonMessageType.values().length + MiningMessageType.values().length;
            case 1 -> NegotiationMessageType.values().length;
            default -> 0;
        });
    }

    @Test
    void each_subprotocol_reads_its_own_messages_and_no_others() throws MalformedMessage {
        for (MessageType<?> type : TABLES) {
            Sv2Frame frame = new Sv2Frame(
                    new FrameHeader(type.extension(), false, type.code(), 400), Bytes.adopt(new byte[400]));
            assertThat(CommonCodec.decode(frame).isPresent()).isEqualTo(type instanceof CommonMessageType);
            assertThat(MiningCodec.decode(frame).isPresent()).isEqualTo(type instanceof MiningMessageType);
            assertThat(NegotiationCodec.decode(frame).isPresent()).isEqualTo(type instanceof NegotiationMessageType);
            assertThat(DeclarationCodec.decode(frame).isPresent()).isEqualTo(type instanceof DeclarationMessageType);
            assertThat(TemplateCodec.decode(frame).isPresent()).isEqualTo(type instanceof TemplateMessageType);
        }
    }

    @Test
    void two_messages_cannot_share_a_number() {
        List<MiningMessageType> twice = List.of(MiningMessageType.SET_TARGET, MiningMessageType.SET_TARGET);
        assertThatThrownBy(() -> Sv2Codec.<MiningMessage>of(twice)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("SetTarget");
    }

    private static boolean isSaidWhenMining(int extension, int type) {
        return TABLES.stream()
                .filter(row -> !(row instanceof DeclarationMessageType || row instanceof TemplateMessageType))
                .anyMatch(row -> row.extension() == extension && row.code() == type);
    }

    private static List<String> specification() throws IOException {
        try (InputStream in = MessageTablesTest.class.getResourceAsStream("/spec/message-types.csv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> line.startsWith("0x") && !line.contains(",Reserved,")).toList();
        }
    }
}
