package io.sluice.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

import io.sluice.wire.MalformedMessage.Fault;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.Str255;
import io.sluice.wire.type.U256;

/**
 * Reads the field types of the protocol from a payload, front to back. Methods are called as the specification calls the
 * types; integers are unsigned and little-endian, without alignment or padding. A length or count is compared with its
 * limit and with the bytes that are left before memory is allocated for it.
 *
 * <p>Every method throws {@link MalformedMessage} when the payload ends too early. Used by one thread.
 *
 * @see <a href="https://stratumprotocol.org/specification/03-protocol-overview/">SV2 3.1</a>
 */
public final class WireReader {

    private final Bytes source;
    private int position;

    /** Stands at the first byte of {@code source}. */
    public WireReader(Bytes source) {
        this.source = source;
    }

    /** One bit: a sender may put anything into the other seven. */
    public boolean bool() throws MalformedMessage {
        return (u8() & 1) != 0;
    }

    public int u8() throws MalformedMessage {
        return source.at(advance(1));
    }

    public int u16() throws MalformedMessage {
        return source.u16At(advance(2));
    }

    public int u24() throws MalformedMessage {
        int at = advance(3);
        return source.u16At(at) | source.at(at + 2) << 16;
    }

    public long u32() throws MalformedMessage {
        return source.u32At(advance(4));
    }

    /** All 64 bits are used: read the result with {@link Long}'s unsigned methods. */
    public long u64() throws MalformedMessage {
        return source.u64At(advance(8));
    }

    /** Any bit pattern, so also infinities and every NaN; to judge them is not the reader's matter. */
    public float f32() throws MalformedMessage {
        return Float.intBitsToFloat((int) u32());
    }

    public U256 u256() throws MalformedMessage {
        return new U256(bytes(U256.SIZE));
    }

    /** Any bytes: the specification recommends UTF-8 and does not demand it. */
    public Str255 str0_255() throws MalformedMessage {
        int length = u8();
        return length == 0 ? Str255.EMPTY : new Str255(bytes(length));
    }

    public Bytes b0_32() throws MalformedMessage {
        int length = u8();
        if (length > 32) {
            throw new MalformedMessage(Fault.OVERLONG, "a B0_32 announces " + length + " bytes");
        }
        return bytes(length);
    }

    public Bytes b0_255() throws MalformedMessage {
        return bytes(u8());
    }

    public Bytes b0_64k() throws MalformedMessage {
        return bytes(u16());
    }

    public Bytes b0_16m() throws MalformedMessage {
        return bytes(u24());
    }

    /** {@code OPTION[U32]}. */
    public OptionalLong optionU32() throws MalformedMessage {
        int count = u8();
        return switch (count) {
            case 0 -> OptionalLong.empty();
            case 1 -> OptionalLong.of(u32());
            default -> throw new MalformedMessage(Fault.OUT_OF_RANGE, "an OPTION announces " + count + " values");
        };
    }

    /** {@code SEQ0_255[U256]}. */
    public List<U256> seq0_255u256() throws MalformedMessage {
        return sequence(u8(), U256.SIZE, WireReader::u256);
    }

    /** {@code SEQ0_64K[U16]}. */
    public List<Integer> seq0_64kU16() throws MalformedMessage {
        return sequence(u16(), 2, WireReader::u16);
    }

    /** {@code SEQ0_64K[U32]}. */
    public List<Long> seq0_64kU32() throws MalformedMessage {
        return sequence(u16(), 4, WireReader::u32);
    }

    /** {@code SEQ0_64K[U256]}. */
    public List<U256> seq0_64kU256() throws MalformedMessage {
        return sequence(u16(), U256.SIZE, WireReader::u256);
    }

    /** {@code SEQ0_64K[B0_16M]}. */
    public List<Bytes> seq0_64kB0_16m() throws MalformedMessage {
        return sequence(u16(), 3, WireReader::b0_16m);
    }

    /** Exactly {@code length} bytes. */
    public Bytes bytes(int length) throws MalformedMessage {
        int at = advance(length);
        return source.slice(at, at + length);
    }

    /** All bytes that are left: behind the last field of a message, its TLV fields. */
    public Bytes rest() {
        Bytes rest = source.slice(position, source.length());
        position = source.length();
        return rest;
    }

    /** How many bytes are left. */
    public int remaining() {
        return source.length() - position;
    }

    /** @param leastSize of an element: as many bytes have to be left for each before there is a list for them */
    private <T> List<T> sequence(int count, int leastSize, MessageType.Reader<T> element) throws MalformedMessage {
        require(count * leastSize);
        List<T> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(element.read(this));
        }
        return List.copyOf(elements);
    }

    private int advance(int size) throws MalformedMessage {
        require(size);
        int at = position;
        position += size;
        return at;
    }

    private void require(int size) throws MalformedMessage {
        if (size > remaining()) {
            throw new MalformedMessage(Fault.TRUNCATED,
                    "at byte " + position + " wanted " + size + " bytes, " + remaining() + " are left");
        }
    }
}
