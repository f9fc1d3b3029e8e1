package io.sluice.wire;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.Str255;
import io.sluice.wire.type.U256;

/**
 * Writes the field types of the protocol into a payload, front to back: the mirror of {@link WireReader}.
 *
 * <p>Every method throws {@link IllegalArgumentException} when a value does not fit its type: that is a mistake of ours and
 * must not reach the wire cut down. Used by one thread.
 *
 * @see <a href="https://stratumprotocol.org/specification/03-protocol-overview/">SV2 3.1</a>
 */
public final class WireWriter {

    /** Enough for everything but jobs, so that the answers to shares are written without growing. */
    private static final int INITIAL_SIZE = 64;

    private byte[] target = new byte[INITIAL_SIZE];
    private int position;

    /** Zero or one; the other seven bits stay clear. */
    public WireWriter bool(boolean value) {
        return u8(value ? 1 : 0);
    }

    public WireWriter u8(int value) {
        return integer(value, 1);
    }

    public WireWriter u16(int value) {
        return integer(value, 2);
    }

    public WireWriter u24(int value) {
        return integer(value, 3);
    }

    public WireWriter u32(long value) {
        return integer(value, 4);
    }

    /** All 64 bits count; a negative {@code value} stands for its unsigned reading. */
    public WireWriter u64(long value) {
        return littleEndian(value, 8);
    }

    /** The very bits of {@code value}, the payload of a NaN included. */
    public WireWriter f32(float value) {
        return littleEndian(Float.floatToRawIntBits(value), 4);
    }

    public WireWriter u256(U256 value) {
        return bytes(value.wire());
    }

    public WireWriter str0_255(Str255 value) {
        return b0_255(value.raw());
    }

    public WireWriter b0_32(Bytes value) {
        requireLength(value.length(), 32, "B0_32");
        return u8(value.length()).bytes(value);
    }

    public WireWriter b0_255(Bytes value) {
        requireLength(value.length(), 0xff, "B0_255");
        return u8(value.length()).bytes(value);
    }

    public WireWriter b0_64k(Bytes value) {
        requireLength(value.length(), 0xffff, "B0_64K");
        return u16(value.length()).bytes(value);
    }

    public WireWriter b0_16m(Bytes value) {
        requireLength(value.length(), 0xff_ffff, "B0_16M");
        return u24(value.length()).bytes(value);
    }

    /** {@code OPTION[U32]}. */
    public WireWriter optionU32(OptionalLong value) {
        return value.isPresent() ? u8(1).u32(value.getAsLong()) : u8(0);
    }

    /** {@code SEQ0_255[U256]}. */
    public WireWriter seq0_255u256(List<U256> values) {
        requireLength(values.size(), 0xff, "SEQ0_255");
        u8(values.size());
        values.forEach(this::u256);
        return this;
    }

    /** {@code SEQ0_64K[U16]}. */
    public WireWriter seq0_64kU16(List<Integer> values) {
        requireLength(values.size(), 0xffff, "SEQ0_64K");
        u16(values.size());
        values.forEach(this::u16);
        return this;
    }

    /** {@code SEQ0_64K[U32]}. */
    public WireWriter seq0_64kU32(List<Long> values) {
        requireLength(values.size(), 0xffff, "SEQ0_64K");
        u16(values.size());
        values.forEach(this::u32);
        return this;
    }

    /** {@code SEQ0_64K[U256]}. */
    public WireWriter seq0_64kU256(List<U256> values) {
        requireLength(values.size(), 0xffff, "SEQ0_64K");
        u16(values.size());
        values.forEach(this::u256);
        return this;
    }

    /** {@code SEQ0_64K[B0_16M]}. */
    public WireWriter seq0_64kB0_16m(List<Bytes> values) {
        requireLength(values.size(), 0xffff, "SEQ0_64K");
        u16(values.size());
        values.forEach(this::b0_16m);
        return this;
    }

    /** The bytes as they are, without a length in front. */
    public WireWriter bytes(Bytes value) {
        reserve(value.length());
        position = value.copyTo(target, position);
        return this;
    }

    /** Everything written so far. */
    public Bytes toBytes() {
        return Bytes.of(target, 0, position);
    }

    private WireWriter integer(long value, int size) {
        if (value < 0 || value >>> 8 * size != 0) {
            throw new IllegalArgumentException(value + " does not fit into a U" + 8 * size);
        }
        return littleEndian(value, size);
    }

    private WireWriter littleEndian(long value, int size) {
        reserve(size);
        for (int i = 0; i < size; i++) {
            target[position++] = (byte) (value >>> 8 * i);
        }
        return this;
    }

    private static void requireLength(int length, int max, String type) {
        if (length > max) {
            throw new IllegalArgumentException("a " + type + " holds at most " + max + " elements, not " + length);
        }
    }

    private void reserve(int size) {
        int needed = Math.addExact(position, size);
        if (needed > target.length) {
            target = Arrays.copyOf(target, Math.max(needed, Math.min(2 * target.length, FrameHeader.MAX_LENGTH)));
        }
    }
}
