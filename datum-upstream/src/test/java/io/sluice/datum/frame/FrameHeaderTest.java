package io.sluice.datum.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

import io.sluice.datum.crypto.HeaderMask;
import io.sluice.datum.frame.FrameHeader.Protection;
import io.sluice.datum.message.DatumWriter;
import io.sluice.wire.testing.Vectors;

class FrameHeaderTest {

    @Test
    void recorded_headers_are_written_under_the_rolling_key() {
        HeaderMask mask = HeaderMask.hello();
        for (JsonNode vector : Vectors.load("datum/header-encode.json").get("headers")) {
            assertThat(mask.next(0)).isEqualTo(number(vector, "xor_key"));
            FrameHeader header = header(vector);
            if (vector.get("reserved").intValue() == 0) {
                assertThat(header.encode()).isEqualTo(number(vector, "header_plain_u32"));
            }
            assertThat(FrameHeader.decode(number(vector, "header_plain_u32"))).isEqualTo(header);
        }
    }

    @Test
    void recorded_headers_come_out_of_the_wire_again_whatever_their_reserved_bits() throws DatumFailure {
        FrameReader reader = new FrameReader(HeaderMask.hello(), header -> {});
        for (JsonNode vector : Vectors.load("datum/header-encode.json").get("headers")) {
            FrameHeader expected = header(vector);
            ByteBuffer wire = ByteBuffer.allocate(FrameHeader.SIZE + expected.length());
            wire.put(Vectors.bytes(vector, "wire_bytes")).clear();
            assertThat(reader.next(wire)).isEqualTo(expected);
            assertThat(wire.hasRemaining()).isFalse();
        }
    }

    @Test
    void a_writer_puts_the_length_in_front_afterwards() {
        HeaderMask mask = HeaderMask.hello();
        FrameWriter writer = new FrameWriter(mask);
        var out = new DatumWriter(1).u8(7);
        int frame = FrameWriter.begin(out);
        out.fill(90, 1);
        writer.end(out, frame, 5, Protection.CHANNEL, false);
        int wire = ByteBuffer.wrap(out.array()).order(ByteOrder.LITTLE_ENDIAN).getInt(1);
        assertThat(HeaderMask.hello().next(wire)).isEqualTo(0x2c00005a);
        assertThat(out.length()).isEqualTo(1 + 4 + 90);
    }

    @Test
    void what_does_not_fit_a_header_is_refused_before_a_key_is_used() {
        assertThatThrownBy(() -> new FrameHeader(5, Protection.CHANNEL, false, 1 << 22))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new FrameHeader(32, Protection.PLAIN, false, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void both_protection_bits_together_mean_none() {
        assertThat(FrameHeader.decode(0x2e000000).protection()).isEqualTo(Protection.PLAIN);
    }

    private static FrameHeader header(JsonNode vector) {
        Protection protection = vector.get("is_encrypted_pubkey").booleanValue()
                ? Protection.SEALED
                : vector.get("is_encrypted_channel").booleanValue() ? Protection.CHANNEL : Protection.PLAIN;
        return new FrameHeader(vector.get("proto_cmd").intValue(), protection,
                vector.get("is_signed").booleanValue(), vector.get("cmd_len").intValue());
    }

    private static int number(JsonNode vector, String field) {
        return Integer.parseUnsignedInt(vector.get(field).textValue(), 16);
    }
}
