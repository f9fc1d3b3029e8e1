package io.sluice.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.wire.MalformedMessage.Fault;
import io.sluice.wire.mining.MiningMessageType;
import io.sluice.wire.mining.MiningProtocol;
import io.sluice.wire.testing.Vectors;

class FrameLimitsTest {

    @Test
    void before_setup_the_longest_setup_message_is_the_limit_of_everything() {
        for (int type : new int[]{0x00, 0x1b, 0x22, 0xff}) {
            assertThat(MiningProtocol.FROM_CLIENT_BEFORE_SETUP.maxPayload(0, type)).isEqualTo(1291);
        }
        assertThat(MiningProtocol.FROM_CLIENT_BEFORE_SETUP.maxPayload(1, 0)).isEqualTo(1291);
    }

    @Test
    void then_every_message_has_the_limit_of_its_fields_and_room_for_a_worker_name() {
        FrameLimits limits = MiningProtocol.FROM_CLIENT;
        assertThat(limits.maxPayload(0, 0x1b)).isEqualTo(57 + 37);
        assertThat(limits.maxPayload(0, 0x1a)).isEqualTo(24 + 37);
        assertThat(limits.maxPayload(0, 0x22)).isEqualTo(74_274 + 37);
        assertThat(limits.maxPayload(0, 0x18)).isEqualTo(260 + 37);
        assertThat(limits.maxPayload(1, 0x00)).isEqualTo(1024);
    }

    @Test
    void what_a_client_has_no_business_to_send_passes_when_it_is_short() {
        FrameLimits limits = MiningProtocol.FROM_CLIENT;
        assertThat(limits.maxPayload(0, 0x1f)).isEqualTo(400);
        assertThat(limits.maxPayload(0, 0x1e)).isEqualTo(400);
        assertThat(limits.maxPayload(0, 0xff)).isEqualTo(400);
        assertThat(limits.maxPayload(0x7fff, 0x1b)).isEqualTo(400);
    }

    @Test
    void one_limit_can_be_changed_and_all_others_stay() {
        FrameLimits limits = MiningProtocol.FROM_CLIENT.with(MiningMessageType.SET_CUSTOM_MINING_JOB, 5000);
        assertThat(limits.maxPayload(0, 0x22)).isEqualTo(5000);
        assertThat(limits.maxPayload(0, 0x1b)).isEqualTo(94);
        assertThat(limits.maxPayload(0, 0xff)).isEqualTo(400);
        assertThat(MiningProtocol.FROM_CLIENT.maxPayload(0, 0x22)).isEqualTo(74_311);
    }

    @Test
    void the_channel_bit_changes_no_limit() {
        for (boolean bit : new boolean[]{true, false}) {
            assertThatCode(() -> MiningProtocol.FROM_CLIENT.check(new FrameHeader(0, bit, 0x1b, 94)))
                    .doesNotThrowAnyException();
            assertThatThrownBy(() -> MiningProtocol.FROM_CLIENT.check(new FrameHeader(0, bit, 0x1b, 95)))
                    .isInstanceOfSatisfying(
                            MalformedMessage.class,
                            failure -> assertThat(failure.fault()).isEqualTo(Fault.OVERLONG))
                    .hasMessageContaining("type 0x1b announces 95 bytes, at most 94");
        }
    }

    static Stream<Arguments> vectors() {
        return MessageVectorsTest.miningVectors();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("vectors")
    void every_recorded_message_passes_on_the_side_that_may_send_it(String name, String note, JsonNode vector) {
        FrameHeader header = FrameHeader.read(Vectors.bytes(vector, "header"), 0);
        String direction = vector.required("direction").textValue();
        if (!direction.equals("server->client")) {
            assertThatCode(() -> MiningProtocol.FROM_CLIENT.check(header)).doesNotThrowAnyException();
        }
        if (!direction.equals("client->server")) {
            assertThatCode(() -> MiningProtocol.FROM_SERVER.check(header)).doesNotThrowAnyException();
        }
    }
}
