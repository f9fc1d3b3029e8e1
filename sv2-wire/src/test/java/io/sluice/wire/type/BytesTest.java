package io.sluice.wire.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;

import org.junit.jupiter.api.Test;

class BytesTest {

    @Test
    void numbers_are_read_little_endian_and_unsigned_at_any_place() {
        Bytes bytes = Bytes.hex("00" + "f1e2d3c4b5a69788" + "00");
        assertThat(bytes.u16At(1)).isEqualTo(0xe2f1);
        assertThat(bytes.u32At(1)).isEqualTo(0xc4d3_e2f1L);
        assertThat(bytes.u64At(1)).isEqualTo(0x8897_a6b5_c4d3_e2f1L);
    }

    @Test
    void a_number_must_lie_within() {
        Bytes three = Bytes.hex("010203");
        assertThatThrownBy(() -> three.u16At(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> three.u32At(0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> three.u64At(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void nobody_writes_through_the_buffer() {
        ByteBuffer view = Bytes.hex("0102").asReadOnlyBuffer();
        assertThat(view.remaining()).isEqualTo(2);
        assertThatThrownBy(() -> view.put((byte) 9)).isInstanceOf(ReadOnlyBufferException.class);
    }

    @Test
    void what_was_copied_in_or_out_is_no_door_to_the_content() {
        byte[] source = {1, 2, 3};
        Bytes bytes = Bytes.of(source);
        source[0] = 9;
        bytes.toArray()[1] = 9;
        assertThat(bytes).isEqualTo(Bytes.hex("010203"));
    }

    @Test
    void a_u256_compares_as_a_number_whose_last_byte_weighs_most() {
        U256 small = U256.hex("ff".repeat(31) + "00");
        U256 large = U256.hex("00".repeat(31) + "80");
        assertThat(small).isLessThan(large);
        assertThat(U256.MAX).isGreaterThan(large);
        assertThat(U256.ZERO).isEqualByComparingTo(U256.hex("00".repeat(32)));
        assertThatThrownBy(() -> U256.hex("00".repeat(31))).isInstanceOf(IllegalArgumentException.class);
    }
}
