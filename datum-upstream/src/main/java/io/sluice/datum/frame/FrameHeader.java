package io.sluice.datum.frame;

import io.sluice.datum.message.DatumCommand;

/**
 * The four bytes in front of each payload, before masking (section 1.1).
 *
 * <pre>
 * bits    field
 *  0..21  payload bytes on the wire, with seal or tag and signature
 * 22..23  reserved, sent as 0 and ignored
 * 24      signed: the last 64 bytes of the decrypted payload are a signature
 * 25      sealed box
 * 26      channel box
 * 27..31  command
 * </pre>
 *
 * @param command 0 to 31
 * @param length 0 to {@value #LARGEST_PAYLOAD}
 */
record FrameHeader(int command, Protection protection, boolean signed, int length) {

    /** Bytes of every header. */
    static final int SIZE = 4;
    /** Longest payload that the length field can say. */
    static final int LARGEST_PAYLOAD = (1 << 22) - 1;

    private static final int SIGNED = 1 << 24;
    private static final int SEALED = 1 << 25;
    private static final int CHANNEL = 1 << 26;
    private static final int COMMAND_SHIFT = 27;

    /** How a payload is protected; both bits together mean the same as none. */
    enum Protection {
        PLAIN, SEALED, CHANNEL
    }

    FrameHeader {
        if (length < 0 || length > LARGEST_PAYLOAD || command < 0 || command > DatumCommand.LARGEST) {
            throw new IllegalArgumentException("no header for command " + command + " with " + length + " bytes");
        }
    }

    static FrameHeader decode(int header) {
        Protection protection = switch (header & (SEALED | CHANNEL)) {
            case SEALED -> Protection.SEALED;
            case CHANNEL -> Protection.CHANNEL;
            default -> Protection.PLAIN;
        };
        return new FrameHeader(
                header >>> COMMAND_SHIFT, protection, (header & SIGNED) != 0, header & LARGEST_PAYLOAD);
    }

    int encode() {
        return (command << COMMAND_SHIFT)
                | switch (protection) {
                    case PLAIN -> 0;
                    case SEALED -> SEALED;
                    case CHANNEL -> CHANNEL;
                }
                | (signed ? SIGNED : 0)
                | length;
    }
}
