package io.sluice.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

class FrameHeaderTest {

    @Test
    void the_channel_bit_is_the_top_bit_of_the_second_byte() {
        assertThat(FrameHeader.read(Vectors.bytes("00801b2c0000"), 0))
                .isEqualTo(new FrameHeader(0, true, 0x1b, 0x2c));
        assertThat(FrameHeader.read(Vectors.bytes("010000060000"), 0))
                .isEqualTo(new FrameHeader(1, false, 0, 6));
        assertThat(FrameHeader.read(Vectors.bytes("ffffffffffff"), 0))
                .isEqualTo(new FrameHeader(0x7fff, true, 0xff, 0xff_ffff));
        assertThat(FrameHeader.read(Vectors.bytes("cdab2a563412"), 0))
                .isEqualTo(new FrameHeader(0x2bcd, true, 0x2a, 0x12_3456));
    }

    @Test
    void all_six_bytes_go_round_by_array_and_by_buffer_of_either_order() {
        long seed = 6;
        Random random = new Random(seed);
        for (int round = 0; round < 10_000; round++) {
            byte[] wire = new byte[8];
            random.nextBytes(wire);
            for (ByteOrder order : new ByteOrder[]{ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
                ByteBuffer source = ByteBuffer.wrap(wire).order(order).position(1);
                FrameHeader header = FrameHeader.read(source);
                assertThat(source.position()).isEqualTo(7);
                assertThat(FrameHeader.read(wire, 1)).as("seed %d, round %d", seed, round).isEqualTo(header);

                byte[] written = wire.clone();
                assertThat(header.write(written, 1)).isEqualTo(7);
                assertThat(written).isEqualTo(wire);

                ByteBuffer target = ByteBuffer.allocate(6).order(order);
                header.write(target);
                assertThat(Bytes.of(target.array())).isEqualTo(Bytes.of(wire, 1, 6));
            }
        }
    }

    @Test
    void five_bytes_are_no_header() {
        assertThatThrownBy(() -> FrameHeader.read(ByteBuffer.allocate(5)))
                .isInstanceOf(BufferUnderflowException.class);
    }

    @Test
    void a_number_that_does_not_fit_is_refused() {
        assertThatThrownBy(() -> new FrameHeader(0x8000, false, 0, 0)).hasMessageContaining("extension");
        assertThatThrownBy(() -> new FrameHeader(-1, false, 0, 0)).hasMessageContaining("extension");
        assertThatThrownBy(() -> new FrameHeader(0, false, 0x100, 0)).hasMessageContaining("message type");
        assertThatThrownBy(() -> new FrameHeader(0, false, 0, 0x100_0000)).hasMessageContaining("payload length");
    }

    @Test
    void a_frame_has_the_length_that_its_header_announces() {
        FrameHeader header = new FrameHeader(0, false, 1, 2);
        assertThat(new Sv2Frame(header, Bytes.hex("abcd")).toBytes()).isEqualTo(Bytes.hex("000001020000abcd"));
        assertThatThrownBy(() -> new Sv2Frame(header, Bytes.hex("ab"))).isInstanceOf(IllegalArgumentException.class);
    }
}
