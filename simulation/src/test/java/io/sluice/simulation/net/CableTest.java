package io.sluice.simulation.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

import io.sluice.simulation.time.Chance;
import io.sluice.simulation.time.VirtualTime;
import io.sluice.wire.type.Bytes;

/** A cable from both of its ends. */
class CableTest {

    private static final int SEEDS = 50;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void bytes_arrive_in_their_order_and_in_slices() {
        int slices = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            Wire wire = new Wire(seed);
            byte[] sent = wire.send(3000);
            wire.pass(10 * SECOND);
            assertThat(wire.server.heard()).as("seed %s", seed).isEqualTo(sent);
            slices += wire.server.slices.size();
        }
        assertThat(slices).isGreaterThan(SEEDS);
    }

    @Test
    void nothing_arrives_at_the_moment_at_which_it_is_sent() {
        for (long seed = 0; seed < SEEDS; seed++) {
            Wire wire = new Wire(seed);
            wire.send(1);
            assertThat(wire.server.slices).isEmpty();
            wire.pass(10 * SECOND);
            assertThat(wire.server.slices.getFirst().at).as("seed %s", seed).isBetween(100_000L, 15_000_000L);
        }
    }

    @Test
    void the_same_seed_is_the_same_cable_and_another_one_is_not() {
        assertThat(slicesOf(7)).isEqualTo(slicesOf(7));
        assertThat(slicesOf(7)).isNotEqualTo(slicesOf(8));
    }

    private static List<Slice> slicesOf(long seed) {
        Wire wire = new Wire(seed);
        for (int i = 0; i < 20; i++) {
            wire.send(500);
            wire.pass((i + 1) * SECOND);
        }
        return wire.server.slices;
    }

    @Test
    void a_stalled_cable_brings_everything_when_the_stall_is_over() {
        Wire wire = new Wire(1);
        wire.cable.stall(10 * SECOND);
        byte[] sent = wire.send(100);
        wire.pass(10 * SECOND - 1);
        assertThat(wire.server.slices).isEmpty();
        assertThat(wire.cable.wasMuteWithin(0)).isTrue();
        wire.pass(11 * SECOND);

        assertThat(wire.server.heard()).isEqualTo(sent);
        assertThat(wire.cable.wasMuteWithin(0)).isFalse();
        assertThat(wire.cable.wasMuteWithin(2 * SECOND)).isTrue();
    }

    @Test
    void a_second_stall_does_not_shorten_the_first() {
        Wire wire = new Wire(1);
        wire.cable.stall(10 * SECOND);
        wire.cable.stall(SECOND);
        wire.send(100);
        wire.pass(9 * SECOND);

        assertThat(wire.server.slices).isEmpty();
        assertThat(wire.cable.wasMuteWithin(0)).isTrue();
    }

    @Test
    void healing_ends_a_stall() {
        Wire wire = new Wire(1);
        wire.send(100);
        wire.cable.stall(100 * SECOND);
        wire.pass(SECOND);
        wire.cable.heal();
        wire.pass(2 * SECOND);

        assertThat(wire.server.heard()).hasSize(100);
    }

    @Test
    void a_cut_lets_a_part_arrive_that_ends_at_any_byte_and_then_both_ends_find_out() {
        TreeSet<Integer> lengths = new TreeSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            Wire wire = new Wire(seed);
            byte[] sent = wire.send(40);
            wire.cable.cut("cut");
            wire.pass(SECOND);
            byte[] heard = wire.server.heard();
            assertThat(heard).as("seed %s", seed).isEqualTo(Arrays.copyOf(sent, heard.length));
            assertThat(wire.server.broken).containsExactly("cut");
            assertThat(wire.client.broken).containsExactly("cut");
            assertThat(wire.cable.isOver()).isTrue();
            lengths.add(heard.length);
        }
        assertThat(lengths).hasSizeGreaterThan(15).first().isEqualTo(0);
    }

    @Test
    void a_dead_process_takes_what_was_under_way_with_it() {
        Wire wire = new Wire(1);
        wire.send(100);
        wire.cable.cutNow("reset");
        wire.pass(SECOND);

        assertThat(wire.server.slices).isEmpty();
        assertThat(wire.server.broken).containsExactly("reset");
        assertThat(wire.client.broken).containsExactly("reset");
    }

    @Test
    void an_end_arrives_behind_all_that_was_sent_before_it_and_the_other_way_goes_on() {
        Wire wire = new Wire(1);
        byte[] sent = wire.send(3000);
        wire.cable.toServer().end();
        wire.pass(SECOND);
        assertThat(wire.server.heard()).isEqualTo(sent);
        assertThat(wire.server.finished).isTrue();
        assertThat(wire.client.finished).isFalse();

        wire.cable.toClient().send(Unpooled.wrappedBuffer(new byte[]{1, 2, 3}));
        wire.pass(2 * SECOND);
        assertThat(wire.client.heard()).containsExactly(1, 2, 3);
        assertThat(wire.cable.isOver()).isFalse();
        wire.cable.toClient().end();
        wire.pass(3 * SECOND);
        assertThat(wire.cable.isOver()).isTrue();
    }

    @Test
    void what_is_swallowed_never_arrives_and_neither_does_an_end() {
        Wire wire = new Wire(1);
        wire.send(100);
        wire.cable.swallow();
        wire.cable.toServer().end();
        wire.pass(1000 * SECOND);
        assertThat(wire.server.slices).isEmpty();
        assertThat(wire.server.finished).isFalse();
        assertThat(wire.server.broken).isEmpty();
        assertThat(wire.cable.isLeft()).isTrue();
        assertThat(wire.cable.isHeld()).isTrue();

        wire.cable.toClient().end();
        assertThat(wire.cable.isHeld()).isFalse();
        assertThat(wire.cable.isOver()).isTrue();
    }

    @Test
    void a_full_cable_takes_no_more_until_there_is_room() {
        Wire wire = new Wire(1);
        int taken = wire.cable.toServer().send(Unpooled.wrappedBuffer(new byte[1_000_000]));
        assertThat(taken).isBetween(1, 999_999);
        assertThat(wire.cable.toServer().send(Unpooled.wrappedBuffer(new byte[1]))).isZero();
        assertThat(wire.client.mayWrite).isZero();
        wire.pass(SECOND);

        assertThat(wire.client.mayWrite).isPositive();
        assertThat(wire.server.heard()).hasSize(taken);
    }

    @Test
    void who_is_not_listened_to_is_full_some_time_later() {
        Wire wire = new Wire(1);
        wire.cable.swallow();
        wire.cable.toServer().send(Unpooled.wrappedBuffer(new byte[1_000_000]));
        wire.pass(1000 * SECOND);

        assertThat(wire.cable.toServer().send(Unpooled.wrappedBuffer(new byte[1]))).isZero();
        assertThat(wire.client.mayWrite).isZero();
    }

    @Test
    void one_bit_is_flipped_and_no_other() {
        TreeSet<Integer> where = new TreeSet<>();
        for (long seed = 0; seed < SEEDS; seed++) {
            Wire wire = new Wire(seed);
            wire.cable.flip(false);
            byte[] sent = wire.send(64);
            wire.pass(SECOND);
            BitSet difference = BitSet.valueOf(wire.server.heard());
            difference.xor(BitSet.valueOf(sent));
            assertThat(difference.cardinality()).as("seed %s", seed).isEqualTo(1);
            where.add(difference.nextSetBit(0));
        }
        assertThat(where).hasSizeGreaterThan(25);
    }

    @Test
    void what_the_servers_end_blurts_out_stands_behind_what_its_program_said() {
        Wire wire = new Wire(1);
        wire.cable.toClient().send(Unpooled.wrappedBuffer(new byte[]{1, 2}));
        wire.cable.blurt(new byte[]{3});
        wire.pass(SECOND);

        assertThat(wire.client.heard()).containsExactly(1, 2, 3);
    }

    private record Slice(long at, Bytes bytes) {}

    private static final class Wire {

        private final VirtualTime time;
        private final Cable cable;
        private final Random content = new Random(1);
        private final Ear client = new Ear();
        private final Ear server = new Ear();

        private Wire(long seed) {
            time = new VirtualTime(new Chance(seed));
            cable = new Cable(time, new Chance(seed).of("cable"), "one -> other", 1);
            cable.attach(client, server);
        }

        private byte[] send(int count) {
            byte[] bytes = new byte[count];
            content.nextBytes(bytes);
            assertThat(cable.toServer().send(Unpooled.wrappedBuffer(bytes))).isEqualTo(count);
            return bytes;
        }

        private void pass(long until) {
            while (time.step(until)) {
                // The next event.
            }
        }

        private final class Ear implements Cable.End {

            private final List<Slice> slices = new ArrayList<>();
            private final List<String> broken = new ArrayList<>();
            private boolean finished;
            private int mayWrite;

            private byte[] heard() {
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                slices.forEach(slice -> all.writeBytes(slice.bytes.toArray()));
                return all.toByteArray();
            }

            @Override
            public void arrived(ByteBuf bytes) {
                byte[] content = new byte[bytes.readableBytes()];
                bytes.readBytes(content);
                slices.add(new Slice(time.nanos(), Bytes.adopt(content)));
            }

            @Override
            public void finished() {
                finished = true;
            }

            @Override
            public void broken(String why) {
                broken.add(why);
            }

            @Override
            public void writable() {
                mayWrite++;
            }
        }
    }
}
