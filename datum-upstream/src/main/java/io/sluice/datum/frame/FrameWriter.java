package io.sluice.datum.frame;

import io.sluice.datum.crypto.HeaderMask;
import io.sluice.datum.frame.FrameHeader.Protection;
import io.sluice.datum.message.DatumWriter;

/**
 * Puts masked headers in front of one direction's payloads. Header and payload stand in one buffer, because the original
 * gateway drops a connection on which a header arrives in the wrong pieces (section 1.3).
 */
final class FrameWriter {

    private final HeaderMask mask;

    FrameWriter(HeaderMask mask) {
        this.mask = mask;
    }

    /** Leaves room for a header; returns where the frame begins. */
    static int begin(DatumWriter out) {
        int frame = out.length();
        out.skip(FrameHeader.SIZE);
        return frame;
    }

    /** Writes the header of the frame that began at {@code frame} and ends where {@code out} ends. */
    void end(DatumWriter out, int frame, int command, Protection protection, boolean signed) {
        int length = out.length() - frame - FrameHeader.SIZE;
        out.patchU32(frame, mask.next(new FrameHeader(command, protection, signed, length).encode()));
    }
}
