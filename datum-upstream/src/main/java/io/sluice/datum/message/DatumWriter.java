package io.sluice.datum.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.wire.type.Bytes;

/**
 * A growing buffer for outgoing bytes. Frames are encoded and sealed inside it, one behind the other, until it is sent and
 * {@linkplain #clear cleared} for the next.
 *
 * <p>Values are cut to their field's width; records see to it that they fit. One thread.
 */
public final class DatumWriter {

    private static final VarHandle U16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle U32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] buffer;
    private int length;

    /** Starts with room for a handful of shares. */
    public DatumWriter() {
        this(1024);
    }

    /** @param capacity bytes before the buffer has to grow for the first time */
    public DatumWriter(int capacity) {
        buffer = new byte[capacity];
    }

    public DatumWriter u8(int value) {
        int at = reserve(Byte.BYTES);
        buffer[at] = (byte) value;
        return this;
    }

    public DatumWriter u16(int value) {
        int at = reserve(Short.BYTES);
        U16.set(buffer, at, (short) value);
        return this;
    }

    public DatumWriter u24(int value) {
        return u16(value).u8(value >>> Short.SIZE);
    }

    public DatumWriter u32(long value) {
        int at = reserve(Integer.BYTES);
        U32.set(buffer, at, (int) value);
        return this;
    }

    public DatumWriter u64(long value) {
        int at = reserve(Long.BYTES);
        U64.set(buffer, at, value);
        return this;
    }

    public DatumWriter bytes(Bytes content) {
        int at = reserve(content.length());
        content.copyTo(buffer, at);
        return this;
    }

    public DatumWriter hash(BlockHash hash) {
        return bytes(hash.internal());
    }

    /** Writes {@code count} copies of one byte. */
    public DatumWriter fill(int count, int value) {
        int from = reserve(count);
        Arrays.fill(buffer, from, from + count, (byte) value);
        return this;
    }

    /** Leaves {@code count} bytes open, to be filled in later; their content is not defined until then. */
    public DatumWriter skip(int count) {
        reserve(count);
        return this;
    }

    /** Writes a 32-bit number over bytes that are already there. */
    public void patchU32(int at, int value) {
        U32.set(buffer, at, value);
    }

    /** The array underneath, good until the next write: bytes 0 to {@link #length} count. */
    public byte[] array() {
        return buffer;
    }

    /** Bytes written so far. */
    public int length() {
        return length;
    }

    /** Takes back everything from {@code keep} on. */
    public void truncate(int keep) {
        if (keep > length) {
            throw new IllegalArgumentException(keep + " bytes were never written");
        }
        length = keep;
    }

    /** Takes everything back and keeps the memory. */
    public void clear() {
        length = 0;
    }

    /** A copy of what was written. */
    public Bytes toBytes() {
        return Bytes.of(buffer, 0, length);
    }

    private int reserve(int count) {
        int at = length;
        int needed = Math.addExact(at, count);
        if (needed > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(needed, 2 * buffer.length));
        }
        length = needed;
        return at;
    }
}
