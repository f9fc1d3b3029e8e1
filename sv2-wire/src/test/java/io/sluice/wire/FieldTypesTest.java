package io.sluice.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;

import io.sluice.wire.MalformedMessage.Fault;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.Str255;
import io.sluice.wire.type.U256;

/** The types of chapter 3.1, at their limits and one step beyond. */
class FieldTypesTest {

    @Test
    void integers_are_unsigned_and_little_endian() throws MalformedMessage {
        String ones = "ff".repeat(1 + 2 + 3 + 4 + 8);
        WireReader high = reader(ones);
        assertThat(high.u8()).isEqualTo(0xff);
        assertThat(high.u16()).isEqualTo(0xffff);
        assertThat(high.u24()).isEqualTo(0xff_ffff);
        assertThat(high.u32()).isEqualTo(0xffff_ffffL);
        assertThat(Long.toUnsignedString(high.u64())).isEqualTo("18446744073709551615");
        assertThat(written(out -> out.u8(0xff).u16(0xffff).u24(0xff_ffff).u32(0xffff_ffffL).u64(-1)))
                .isEqualTo(ones);

        String counted = "01" + "0201" + "030201" + "04030201" + "0807060504030201";
        WireReader in = reader(counted);
        assertThat(in.u8()).isEqualTo(1);
        assertThat(in.u16()).isEqualTo(0x0102);
        assertThat(in.u24()).isEqualTo(0x01_0203);
        assertThat(in.u32()).isEqualTo(0x0102_0304L);
        assertThat(in.u64()).isEqualTo(0x0102_0304_0506_0708L);
        assertThat(in.remaining()).isZero();
        assertThat(written(
                out -> out.u8(1).u16(0x0102).u24(0x01_0203).u32(0x0102_0304L).u64(0x0102_0304_0506_0708L)))
                .isEqualTo(counted);
    }

    @Test
    void a_number_that_does_not_fit_is_never_written_cut_down() {
        assertRefused(out -> out.u8(0x100));
        assertRefused(out -> out.u8(-1));
        assertRefused(out -> out.u16(0x1_0000));
        assertRefused(out -> out.u16(-1));
        assertRefused(out -> out.u24(0x100_0000));
        assertRefused(out -> out.u24(-1));
        assertRefused(out -> out.u32(0x1_0000_0000L));
        assertRefused(out -> out.u32(-1));
        assertRefused(out -> out.u32(Long.MIN_VALUE));
        assertRefused(out -> out.optionU32(OptionalLong.of(0x1_0000_0000L)));
        assertRefused(out -> out.seq0_64kU16(List.of(0x1_0000)));
        assertRefused(out -> out.seq0_64kU32(List.of(-1L)));
    }

    @Test
    void runs_of_bytes_end_at_the_limit_of_their_type() {
        assertThat(written(out -> out.b0_32(run(32)))).isEqualTo("20" + run(32).toHex());
        assertThat(written(out -> out.b0_255(run(255)))).isEqualTo("ff" + run(255).toHex());
        assertThat(written(out -> out.b0_64k(run(0xffff)))).isEqualTo("ffff" + run(0xffff).toHex());
        assertThat(written(out -> out.b0_16m(run(0x1_0000)))).isEqualTo("000001" + run(0x1_0000).toHex());
        assertRefused(out -> out.b0_32(run(33)));
        assertRefused(out -> out.b0_255(run(256)));
        assertRefused(out -> out.b0_64k(run(0x1_0000)));
        assertRefused(out -> out.b0_16m(run(0x100_0000)));
    }

    @Test
    void runs_of_bytes_go_round() throws MalformedMessage {
        WireWriter out = new WireWriter().b0_32(run(32)).b0_255(run(255)).b0_64k(run(0xffff)).b0_16m(run(0x1_0001))
                .b0_32(Bytes.EMPTY).str0_255(Str255.of("ü")).bool(true).bool(false).f32(1.5f).u256(U256.MAX);
        WireReader in = new WireReader(out.toBytes());
        assertThat(in.b0_32()).isEqualTo(run(32));
        assertThat(in.b0_255()).isEqualTo(run(255));
        assertThat(in.b0_64k()).isEqualTo(run(0xffff));
        assertThat(in.b0_16m()).isEqualTo(run(0x1_0001));
        assertThat(in.b0_32()).isEqualTo(Bytes.EMPTY);
        assertThat(in.str0_255()).isEqualTo(Str255.of("ü"));
        assertThat(in.bool()).isTrue();
        assertThat(in.bool()).isFalse();
        assertThat(in.f32()).isEqualTo(1.5f);
        assertThat(in.u256()).isEqualTo(U256.MAX);
        assertThat(in.rest()).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void sequences_count_elements_and_end_at_the_limit_of_their_type() throws MalformedMessage {
        List<U256> hashes = Collections.nCopies(255, U256.MAX);
        List<Long> ids = Collections.nCopies(0xffff, 0xffff_ffffL);
        List<Integer> extensions = Collections.nCopies(0xffff, 2);
        WireReader in = new WireReader(
                new WireWriter().seq0_255u256(hashes).seq0_64kU32(ids).seq0_64kU16(extensions).toBytes());
        assertThat(in.seq0_255u256()).isEqualTo(hashes);
        assertThat(in.seq0_64kU32()).isEqualTo(ids);
        assertThat(in.seq0_64kU16()).isEqualTo(extensions);
        assertRefused(out -> out.seq0_255u256(Collections.nCopies(256, U256.MAX)));
        assertRefused(out -> out.seq0_64kU32(Collections.nCopies(0x1_0000, 1L)));
        assertRefused(out -> out.seq0_64kU16(Collections.nCopies(0x1_0000, 1)));
    }

    @Test
    void transactions_and_their_ids_come_in_sequences_of_up_to_65535() throws MalformedMessage {
        List<U256> ids = Collections.nCopies(0xffff, U256.MAX);
        List<Bytes> transactions = List.of(run(0x1_0001), Bytes.EMPTY, run(1));
        List<Bytes> most = Collections.nCopies(0xffff, Bytes.EMPTY);
        WireReader in = new WireReader(
                new WireWriter().seq0_64kU256(ids).seq0_64kB0_16m(transactions).seq0_64kB0_16m(most).toBytes());
        assertThat(in.seq0_64kU256()).isEqualTo(ids);
        assertThat(in.seq0_64kB0_16m()).isEqualTo(transactions);
        assertThat(in.seq0_64kB0_16m()).isEqualTo(most);
        assertThat(in.remaining()).isZero();
        assertRefused(out -> out.seq0_64kU256(Collections.nCopies(0x1_0000, U256.MAX)));
        assertRefused(out -> out.seq0_64kB0_16m(Collections.nCopies(0x1_0000, Bytes.EMPTY)));
        assertRefused(out -> out.seq0_64kB0_16m(List.of(run(0x100_0000))));
    }

    @Test
    void a_count_that_is_not_covered_by_bytes_is_refused_before_there_is_a_list() {
        String almost = "ffff" + "00".repeat(3 * 0xffff - 1);
        assertThatThrownBy(() -> reader(almost).seq0_64kB0_16m()).isInstanceOf(MalformedMessage.class)
                .hasMessageContaining("at byte 2 wanted 196605 bytes, 196604 are left");
        assertMalformed(Fault.TRUNCATED, "0200" + "00".repeat(63), WireReader::seq0_64kU256);
        assertMalformed(Fault.TRUNCATED, "0200" + "000000" + "010000", WireReader::seq0_64kB0_16m);
    }

    @Test
    void an_option_holds_no_value_or_one() throws MalformedMessage {
        assertThat(reader("00").optionU32()).isEmpty();
        assertThat(reader("0100000080").optionU32()).hasValue(0x8000_0000L);
        assertMalformed(Fault.OUT_OF_RANGE, "02" + "00".repeat(8), WireReader::optionU32);
        assertMalformed(Fault.OUT_OF_RANGE, "ff", WireReader::optionU32);
    }

    @Test
    void a_run_of_33_bytes_is_overlong_for_a_b0_32_even_when_they_are_there() {
        assertMalformed(Fault.OVERLONG, "21" + "00".repeat(33), WireReader::b0_32);
    }

    @Test
    void more_bytes_announced_than_left_is_truncated() {
        assertMalformed(Fault.TRUNCATED, "", WireReader::u8);
        assertMalformed(Fault.TRUNCATED, "01", WireReader::u16);
        assertMalformed(Fault.TRUNCATED, "0102", WireReader::u24);
        assertMalformed(Fault.TRUNCATED, "010203", WireReader::u32);
        assertMalformed(Fault.TRUNCATED, "01020304050607", WireReader::u64);
        assertMalformed(Fault.TRUNCATED, "00".repeat(31), WireReader::u256);
        assertMalformed(Fault.TRUNCATED, "0201", WireReader::str0_255);
        assertMalformed(Fault.TRUNCATED, "ff01", WireReader::b0_255);
        assertMalformed(Fault.TRUNCATED, "ffff01", WireReader::b0_64k);
        assertMalformed(Fault.TRUNCATED, "ffffff01", WireReader::b0_16m);
        assertMalformed(Fault.TRUNCATED, "ff00", WireReader::seq0_255u256);
        assertMalformed(Fault.TRUNCATED, "ffff00", WireReader::seq0_64kU16);
        assertMalformed(Fault.TRUNCATED, "ffff00", WireReader::seq0_64kU32);
        assertMalformed(Fault.TRUNCATED, "ffff00", WireReader::seq0_64kU256);
        assertMalformed(Fault.TRUNCATED, "ffff00", WireReader::seq0_64kB0_16m);
    }

    @Test
    void what_was_written_before_stays_as_it_was() {
        WireWriter out = new WireWriter().u16(0x0102);
        Bytes before = out.toBytes();
        out.bytes(run(1000));
        assertThat(before).isEqualTo(Bytes.hex("0201"));
        assertThat(out.toBytes().length()).isEqualTo(1002);
    }

    private static void assertMalformed(Fault fault, String hex, MessageType.Reader<?> field) {
        assertThatThrownBy(() -> field.read(reader(hex))).isInstanceOfSatisfying(MalformedMessage.class,
                failure -> assertThat(failure.fault()).isEqualTo(fault));
    }

    private static void assertRefused(Consumer<WireWriter> field) {
        assertThatThrownBy(() -> field.accept(new WireWriter())).isInstanceOf(IllegalArgumentException.class);
    }

    private static String written(Consumer<WireWriter> fields) {
        WireWriter out = new WireWriter();
        fields.accept(out);
        return out.toBytes().toHex();
    }

    private static WireReader reader(String hex) {
        return new WireReader(Bytes.hex(hex));
    }

    private static Bytes run(int length) {
        byte[] run = new byte[length];
        for (int i = 0; i < length; i++) {
            run[i] = (byte) i;
        }
        return Bytes.adopt(run);
    }
}
