package io.sluice.datum.frame;

import java.nio.ByteBuffer;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

import io.sluice.datum.crypto.HeaderMask;

/**
 * Cuts one direction's bytes into frames, however they arrive.
 *
 * <p>A header is judged by the {@link Gate} as soon as its four bytes are there. Memory for the payload grows with the bytes
 * that really came, so that a header alone costs nothing.
 */
final class FrameReader {

    private static final int FIRST_CAPACITY = 1 << 10;
    private static final int LARGEST_KEPT = 1 << 16;

    /** Decides by its header whether a frame may come now. */
    @FunctionalInterface
    interface Gate {
        void admit(FrameHeader header) throws DatumFailure;
    }

    private final HeaderMask mask;
    private final Gate gate;

    private int headerBits;
    private int headerBytes;
    private @Nullable FrameHeader header;
    private byte[] payload = new byte[FIRST_CAPACITY];
    private int payloadBytes;

    FrameReader(HeaderMask mask, Gate gate) {
        this.mask = mask;
        this.gate = gate;
    }

    /**
     * Takes what belongs to the current frame, and no more.
     *
     * @return the header of a frame that is complete now, with its bytes in {@link #payload} until the next call; null if
     *         more bytes are needed
     */
    @Nullable
    FrameHeader next(ByteBuffer received) throws DatumFailure {
        FrameHeader current = header;
        if (current == null) {
            current = readHeader(received);
            if (current == null) {
                return null;
            }
        }
        readPayload(current, received);
        if (payloadBytes < current.length()) {
            return null;
        }
        header = null;
        headerBytes = 0;
        headerBits = 0;
        return current;
    }

    /** The bytes of the frame that was just completed; they may be decrypted in place. */
    byte[] payload() {
        return payload;
    }

    private @Nullable FrameHeader readHeader(ByteBuffer received) throws DatumFailure {
        while (headerBytes < FrameHeader.SIZE && received.hasRemaining()) {
            headerBits |= (received.get() & 0xff) << (Byte.SIZE * headerBytes++);
        }
        if (headerBytes < FrameHeader.SIZE) {
            return null;
        }
        FrameHeader decoded = FrameHeader.decode(mask.next(headerBits));
        gate.admit(decoded);
        header = decoded;
        payloadBytes = 0;
        if (payload.length > LARGEST_KEPT) {
            payload = new byte[FIRST_CAPACITY];
        }
        return decoded;
    }

    private void readPayload(FrameHeader current, ByteBuffer received) {
        int count = Math.min(received.remaining(), current.length() - payloadBytes);
        int needed = payloadBytes + count;
        if (needed > payload.length) {
            payload = Arrays.copyOf(payload, Math.max(needed, Math.min(current.length(), 2 * payload.length)));
        }
        received.get(payload, payloadBytes, count);
        payloadBytes = needed;
    }
}
