package io.sluice.mining.bitcoin;

import java.util.Arrays;

import io.sluice.wire.type.Bytes;

/**
 * Lays the fields of transactions and blocks one behind the other, in Bitcoin's serialisation: little-endian numbers, counts
 * and lengths as CompactSize (1, 3, 5 or 9 bytes).
 *
 * <p>Threading: an instance belongs to one thread.
 */
public final class TransactionWriter {

    private byte[] buffer;
    private int length;

    public TransactionWriter() {
        this(256);
    }

    /** @param expected the number of bytes that will be written, if it is known; more are possible */
    public TransactionWriter(int expected) {
        buffer = new byte[expected];
    }

    /** One byte: the low eight bits of {@code value}. */
    public TransactionWriter u8(int value) {
        return littleEndian(value, 1);
    }

    /** Four bytes: the low 32 bits of {@code value}. */
    public TransactionWriter u32(long value) {
        return littleEndian(value, 4);
    }

    /** Eight bytes. */
    public TransactionWriter u64(long value) {
        return littleEndian(value, 8);
    }

    /** A count or length, not negative. */
    public TransactionWriter compactSize(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a count is not negative: " + value);
        }
        if (value < 0xfd) {
            return u8((int) value);
        }
        if (value <= 0xffff) {
            return u8(0xfd).littleEndian(value, 2);
        }
        if (value <= 0xffff_ffffL) {
            return u8(0xfe).u32(value);
        }
        return u8(0xff).u64(value);
    }

    /** The bytes as they are. */
    public TransactionWriter bytes(Bytes content) {
        int at = claim(content.length());
        content.copyTo(buffer, at);
        return this;
    }

    /** The bytes, their number before them. */
    public TransactionWriter sized(Bytes content) {
        return compactSize(content.length()).bytes(content);
    }

    /** An output: eight bytes of satoshi, the script and its length. */
    public TransactionWriter output(TxOutput output) {
        return u64(output.value()).sized(output.script());
    }

    /** Bytes written so far. */
    public int length() {
        return length;
    }

    /** All that was written. */
    public Bytes toBytes() {
        return Bytes.of(buffer, 0, length);
    }

    /** How many bytes {@link #compactSize} takes for a count. */
    public static int sizeOfCompactSize(long value) {
        if (value < 0xfd) {
            return 1;
        }
        if (value <= 0xffff) {
            return 3;
        }
        return value <= 0xffff_ffffL ? 5 : 9;
    }

    private TransactionWriter littleEndian(long value, int size) {
        int at = claim(size);
        for (int i = 0; i < size; i++) {
            buffer[at + i] = (byte) (value >>> 8 * i);
        }
        return this;
    }

    /** Makes room for more bytes, which may replace the buffer; returns where they begin. */
    private int claim(int size) {
        int at = length;
        length = Math.addExact(at, size);
        if (length > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(length, Math.clamp(2L * buffer.length, 64, Integer.MAX_VALUE - 8)));
        }
        return at;
    }
}
