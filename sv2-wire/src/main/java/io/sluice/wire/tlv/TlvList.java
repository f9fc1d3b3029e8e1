package io.sluice.wire.tlv;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.MalformedMessage.Fault;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Bytes;

/**
 * The TLV fields behind the last field of a message.
 *
 * <p>Spec: integers are little-endian, and the reference writes type and length so; the printed examples show them
 * big-endian. We write little-endian and read both: big-endian only when the first field names no negotiated extension
 * otherwise and does so then.
 *
 * <p>Safe on any thread.
 *
 * @param fields in the order of the wire
 * @see <a href="https://stratumprotocol.org/specification/03-protocol-overview/">SV2 3.4.3</a>
 */
public record TlvList(List<Tlv> fields) {

    /** No field. */
    public static final TlvList EMPTY = new TlvList(List.of());

    public TlvList {
        fields = List.copyOf(fields);
    }

    /** Fields to be sent, put into the order that the specification wants: by extension, then as given. */
    public static TlvList of(Tlv... fields) {
        return new TlvList(List.of(fields).stream().sorted(Comparator.comparingInt(Tlv::extension)).toList());
    }

    /**
     * Reads what follows the last field of a message.
     *
     * @param trailer    the bytes behind the last field
     * @param negotiated the extensions that both sides agreed on; without any, whatever follows is ignored
     * @return all fields, those of other extensions too: whoever looks a field up passes them by
     * @throws MalformedMessage when a field is cut short
     */
    public static TlvList read(Bytes trailer, Set<Integer> negotiated) throws MalformedMessage {
        if (trailer.isEmpty() || negotiated.isEmpty()) {
            return EMPTY;
        }
        boolean bigEndian = isBigEndian(trailer, negotiated);
        List<Tlv> fields = new ArrayList<>();
        for (int at = 0; at < trailer.length();) {
            int left = trailer.length() - at - Tlv.HEADER_SIZE;
            if (left < 0) {
                throw new MalformedMessage(Fault.TRUNCATED, "a TLV field ends within its first five bytes");
            }
            int length = u16(trailer, at + 3, bigEndian);
            if (length > left) {
                throw new MalformedMessage(Fault.TRUNCATED,
                        "a TLV field announces " + length + " bytes, " + left + " are left");
            }
            int end = at + Tlv.HEADER_SIZE + length;
            fields.add(new Tlv(
                    u16(trailer, at, bigEndian), trailer.at(at + 2), trailer.slice(at + Tlv.HEADER_SIZE, end)));
            at = end;
        }
        return new TlvList(fields);
    }

    private static boolean isBigEndian(Bytes trailer, Set<Integer> negotiated) {
        return trailer.length() >= 2 && !negotiated.contains(u16(trailer, 0, false))
                && negotiated.contains(u16(trailer, 0, true));
    }

    private static int u16(Bytes source, int at, boolean bigEndian) {
        int littleEndian = source.u16At(at);
        return bigEndian ? Short.toUnsignedInt(Short.reverseBytes((short) littleEndian)) : littleEndian;
    }

    /** The value of the first such field. */
    public Optional<Bytes> find(int extension, int field) {
        for (Tlv tlv : fields) {
            if (tlv.extension() == extension && tlv.field() == field) {
                return Optional.of(tlv.value());
            }
        }
        return Optional.empty();
    }

    /**
     * The bytes to append to a message, in little-endian.
     *
     * @throws IllegalArgumentException when a number or a value does not fit
     */
    public Bytes toBytes() {
        WireWriter out = new WireWriter();
        fields.forEach(field -> field.write(out));
        return out.toBytes();
    }
}
