package io.sluice.datum.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.wire.type.Bytes;

/**
 * Reads the fields of one message in order; a field that is not there is a {@link MalformedDatumMessage} that says where
 * and how much was missing. Copies what it hands out. One thread.
 */
public final class DatumReader {

    private static final VarHandle U16 = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle U32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle U64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] buffer;
    private final int start;
    private final int end;
    private int at;

    /** Reads {@code length} bytes at {@code from}; nothing may change them meanwhile. */
    public DatumReader(byte[] buffer, int from, int length) {
        this.buffer = buffer;
        this.start = from;
        this.end = from + length;
        this.at = from;
    }

    public int u8() throws MalformedDatumMessage {
        return buffer[take(Byte.BYTES)] & 0xff;
    }

    public int u16() throws MalformedDatumMessage {
        return Short.toUnsignedInt((short) U16.get(buffer, take(Short.BYTES)));
    }

    public int u24() throws MalformedDatumMessage {
        return u16() | (u8() << Short.SIZE);
    }

    public long u32() throws MalformedDatumMessage {
        return Integer.toUnsignedLong(bits32());
    }

    /** 32 bits that count as unsigned, or as no number at all. */
    public int bits32() throws MalformedDatumMessage {
        return (int) U32.get(buffer, take(Integer.BYTES));
    }

    /** All 64 bits; numbers above the largest {@code long} come out negative. */
    public long u64() throws MalformedDatumMessage {
        return (long) U64.get(buffer, take(Long.BYTES));
    }

    /** An amount of 64 bits in satoshi, which must be one that can exist. */
    public long satoshi() throws MalformedDatumMessage {
        int offset = offset();
        long value = u64();
        if (!Fields.isMoney(value)) {
            throw new MalformedDatumMessage(
                    "byte " + offset + " begins an amount of " + Long.toUnsignedString(value)
                            + " satoshi, more than can exist");
        }
        return value;
    }

    public Bytes bytes(int count) throws MalformedDatumMessage {
        return Bytes.of(buffer, take(count), count);
    }

    public BlockHash hash() throws MalformedDatumMessage {
        return new BlockHash(bytes(BlockHash.SIZE));
    }

    /** At most {@code longest} bytes up to the next zero byte, which is consumed as well. */
    public Bytes untilNul(int longest) throws MalformedDatumMessage {
        int last = Math.min(end, at + longest + 1);
        for (int i = at; i < last; i++) {
            if (buffer[i] == 0) {
                Bytes text = bytes(i - at);
                at++;
                return text;
            }
        }
        throw new MalformedDatumMessage(
                "the text that begins at byte " + offset() + " is not ended by a zero byte within "
                        + (last - at) + " bytes");
    }

    /** Requires one certain byte. */
    public void expect(int value) throws MalformedDatumMessage {
        int offset = offset();
        int found = u8();
        if (found != value) {
            throw new MalformedDatumMessage(
                    String.format("byte %d is %02x where the protocol has %02x", offset, found, value));
        }
    }

    /** The next byte, left where it is; -1 at the end. */
    public int peek() {
        return at < end ? buffer[at] & 0xff : -1;
    }

    /** Everything that is left. */
    public Bytes rest() {
        Bytes rest = Bytes.of(buffer, at, end - at);
        at = end;
        return rest;
    }

    /** Bytes not read yet. */
    public int remaining() {
        return end - at;
    }

    /** How far from the beginning of the message the next byte is. */
    public int offset() {
        return at - start;
    }

    private int take(int count) throws MalformedDatumMessage {
        if (count > end - at) {
            throw new MalformedDatumMessage("the message ends early: " + count + " bytes are needed at byte " + offset()
                    + ", " + (end - at) + " are left");
        }
        int from = at;
        at += count;
        return from;
    }
}
