package io.sluice.wire.tlv;

import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Bytes;

/**
 * One field that an extension appends to a message of somebody else.
 *
 * <pre>
 * offset  size  field      type
 *      0  2     extension  U16
 *      2  1     field      U8
 *      3  2     length     U16
 *      5  0..   value
 * </pre>
 *
 * @param extension 0 to 0xffff
 * @param field     0 to 0xff, numbered by the extension
 * @param value     0 to 65535 bytes
 * @see <a href="https://stratumprotocol.org/specification/03-protocol-overview/">SV2 3.4.3</a>
 */
public record Tlv(int extension, int field, Bytes value) {

    /** Bytes in front of the value. */
    static final int HEADER_SIZE = 5;

    void write(WireWriter out) {
        out.u16(extension).u8(field).b0_64k(value);
    }
}
