package io.sluice.datum.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.sluice.datum.crypto.HeaderMask;
import io.sluice.datum.frame.FrameHeader.Protection;
import io.sluice.datum.message.DatumWriter;
import io.sluice.wire.testing.SplitEverywhere;
import io.sluice.wire.type.Bytes;

class FrameReaderTest {

    @Test
    void frames_come_out_the_same_however_their_bytes_arrive() {
        List<Bytes> payloads = List.of(payload(0), payload(1), payload(300), payload(0), payload(1025), payload(17));
        FrameWriter writer = new FrameWriter(HeaderMask.hello());
        var out = new DatumWriter();
        for (Bytes payload : payloads) {
            int frame = FrameWriter.begin(out);
            writer.end(out.bytes(payload), frame, 5, Protection.PLAIN, false);
        }
        SplitEverywhere.everyWay(out.toBytes().toArray(), 99, slices -> {
            FrameReader reader = new FrameReader(HeaderMask.hello(), header -> {});
            List<Bytes> read = new ArrayList<>();
            for (byte[] slice : slices) {
                ByteBuffer received = ByteBuffer.wrap(slice);
                FrameHeader header = reader.next(received);
                while (header != null) {
                    read.add(Bytes.of(reader.payload(), 0, header.length()));
                    header = reader.next(received);
                }
            }
            assertThat(read).isEqualTo(payloads);
        });
    }

    @Test
    void a_header_that_is_not_admitted_ends_it_before_any_payload_is_taken() {
        FrameReader reader = new FrameReader(HeaderMask.hello(), header -> {
            throw new DatumFailure(DatumFailure.Kind.TOO_LARGE, "no room for " + header.length());
        });
        ByteBuffer received = ByteBuffer.wrap(header(1 << 21, 10));
        assertThatThrownBy(() -> reader.next(received)).isInstanceOf(DatumFailure.class)
                .hasMessageContaining("2097152");
        assertThat(received.remaining()).isEqualTo(10);
    }

    @Test
    void a_header_alone_costs_no_memory_and_a_payload_no_more_than_came() throws DatumFailure {
        FrameReader reader = new FrameReader(HeaderMask.hello(), header -> {});
        assertThat(reader.next(ByteBuffer.wrap(header(FrameHeader.LARGEST_PAYLOAD, 0)))).isNull();
        assertThat(reader.payload().length).isEqualTo(1024);
        assertThat(reader.next(ByteBuffer.allocate(5000))).isNull();
        assertThat(reader.payload().length).isLessThanOrEqualTo(2 * 5000);
    }

    @Test
    void memory_of_a_huge_frame_is_given_back_with_the_next_one() throws DatumFailure {
        FrameReader reader = new FrameReader(HeaderMask.hello(), header -> {});
        FrameWriter writer = new FrameWriter(HeaderMask.hello());
        var out = new DatumWriter();
        int frame = FrameWriter.begin(out);
        writer.end(out.fill(1 << 20, 3), frame, 5, Protection.PLAIN, false);
        frame = FrameWriter.begin(out);
        writer.end(out.fill(5, 4), frame, 5, Protection.PLAIN, false);
        ByteBuffer received = ByteBuffer.wrap(out.array(), 0, out.length());
        assertThat(reader.next(received)).extracting(FrameHeader::length).isEqualTo(1 << 20);
        assertThat(reader.next(received)).extracting(FrameHeader::length).isEqualTo(5);
        assertThat(reader.payload().length).isEqualTo(1024);
        assertThat(Arrays.copyOf(reader.payload(), 5)).containsOnly(4);
    }

    private static byte[] header(int length, int payloadBytes) {
        int header = new FrameHeader(5, Protection.PLAIN, false, length).encode();
        return new DatumWriter().u32(HeaderMask.hello().next(header)).fill(payloadBytes, 0).toBytes().toArray();
    }

    private static Bytes payload(int length) {
        byte[] payload = new byte[length];
        new Random(length).nextBytes(payload);
        return Bytes.of(payload);
    }
}
