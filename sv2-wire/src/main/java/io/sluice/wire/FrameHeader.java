package io.sluice.wire;

import java.nio.ByteBuffer;

/**
 * The six bytes in front of every message.
 *
 * <pre>
 * offset  size  field           type
 *      0  2     extension_type  U16   bit 15: channel_msg, bits 0..14: extension
 *      2  1     msg_type        U8
 *      3  3     msg_length      U24   bytes of the payload, this header not counted
 * </pre>
 *
 * Every six bytes are a header, so reading one never fails. Whoever reads must ignore {@code channelMessage}: the table
 * was corrected in 2026-05 and deployed software sends either value.
 *
 * <p>Spec: the prose once calls channel_msg the least significant bit; it is the top bit of the second byte on the wire.
 *
 * @param extension      0 to 0x7fff; 0 for the core messages
 * @param channelMessage whether the payload announces itself as beginning with a channel id
 * @param type           0 to 0xff
 * @param length         0 to 0xffffff
 * @see <a href="https://stratumprotocol.org/specification/03-protocol-overview/">SV2 3.2</a>
 */
public record FrameHeader(int extension, boolean channelMessage, int type, int length) {

    /** Bytes of a header. */
    public static final int SIZE = 6;

    /** The largest payload that a header can announce. */
    public static final int MAX_LENGTH = 0xff_ffff;

    private static final int CHANNEL_BIT = 0x8000;
    private static final int MAX_EXTENSION = 0x7fff;

    public FrameHeader {
        require(extension, MAX_EXTENSION, "extension");
        require(type, 0xff, "message type");
        require(length, MAX_LENGTH, "payload length");
    }

    private static void require(int value, int max, String what) {
        if (value < 0 || value > max) {
            throw new IllegalArgumentException(what + " " + value + " is not within 0.." + max);
        }
    }

    /** Reads the six bytes of {@code source} that begin at {@code offset}. */
    public static FrameHeader read(byte[] source, int offset) {
        return of(source[offset], source[offset + 1], source[offset + 2], source[offset + 3], source[offset + 4],
                source[offset + 5]);
    }

    /** Takes six bytes from {@code source}, whatever its byte order is set to. */
    public static FrameHeader read(ByteBuffer source) {
        return of(source.get(), source.get(), source.get(), source.get(), source.get(), source.get());
    }

    private static FrameHeader of(byte b0, byte b1, byte b2, byte b3, byte b4, byte b5) {
        int extensionType = (b0 & 0xff) | (b1 & 0xff) << 8;
        int length = (b3 & 0xff) | (b4 & 0xff) << 8 | (b5 & 0xff) << 16;
        return new FrameHeader(
                extensionType & MAX_EXTENSION, (extensionType & CHANNEL_BIT) != 0, b2 & 0xff, length);
    }

    /** Writes the six bytes to {@code target}, from {@code offset} on; returns the offset behind them. */
    public int write(byte[] target, int offset) {
        int extensionType = channelMessage ? extension | CHANNEL_BIT : extension;
        target[offset] = (byte) extensionType;
        target[offset + 1] = (byte) (extensionType >>> 8);
        target[offset + 2] = (byte) type;
        target[offset + 3] = (byte) length;
        target[offset + 4] = (byte) (length >>> 8);
        target[offset + 5] = (byte) (length >>> 16);
        return offset + SIZE;
    }

    /** Puts the six bytes into {@code target}, whatever its byte order is set to. */
    public void write(ByteBuffer target) {
        byte[] wire = new byte[SIZE];
        write(wire, 0);
        target.put(wire);
    }
}
