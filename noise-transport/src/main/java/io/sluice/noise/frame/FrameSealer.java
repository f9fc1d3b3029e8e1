package io.sluice.noise.frame;

import io.sluice.noise.cipher.CipherState;
import io.sluice.wire.FrameHeader;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.type.Bytes;

/**
 * Seals frames for one direction of a connection. Frames go on the wire in the order in which they were sealed, none
 * left out.
 *
 * <p>Copies the payload once, to where it is sealed, and allocates nothing of its own. Owned by one thread.
 */
public final class FrameSealer {

    private final CipherState cipher;

    public FrameSealer(CipherState sending) {
        this.cipher = sending;
    }

    /** How many bytes {@link #seal} will write. */
    public static int sealedLength(Sv2Frame frame) {
        return FrameLayout.sealedLength(frame.payload().length());
    }

    /** Seals a frame into {@code target}, from {@code offset} on; returns the offset behind it. */
    public int seal(Sv2Frame frame, byte[] target, int offset) {
        frame.header().write(target, offset);
        int at = sealInPlace(target, offset, FrameHeader.SIZE);
        Bytes payload = frame.payload();
        for (int from = 0; from < payload.length();) {
            int length = Math.min(FrameLayout.MAX_BLOCK_TEXT, payload.length() - from);
            payload.copyTo(from, target, at, length);
            at = sealInPlace(target, at, length);
            from += length;
        }
        return at;
    }

    /** Seals a frame into an array of its own. */
    public byte[] seal(Sv2Frame frame) {
        byte[] wire = new byte[sealedLength(frame)];
        seal(frame, wire, 0);
        return wire;
    }

    private int sealInPlace(byte[] target, int offset, int length) {
        cipher.seal(target, offset, length, target, offset);
        return offset + length + CipherState.MAC_SIZE;
    }
}
