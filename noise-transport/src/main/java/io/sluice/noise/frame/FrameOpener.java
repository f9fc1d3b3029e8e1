package io.sluice.noise.frame;

import java.nio.ByteBuffer;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.sluice.noise.cipher.AuthenticationFailure;
import io.sluice.noise.cipher.CipherState;
import io.sluice.noise.frame.FrameFailure.Kind;
import io.sluice.wire.FrameHeader;
import io.sluice.wire.MalformedMessage;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.type.Bytes;

/**
 * Opens the sealed frames of one direction of a connection. Feed it whatever arrived; it keeps what it cannot use yet.
 *
 * <p>The header is authenticated and shown to the limit before anything is reserved for the payload, and the payload is
 * opened right into the frame. After a failure nothing more is delivered. Owned by one thread.
 */
public final class FrameOpener {

    /** Kept for each connection between frames: enough for a share or an answer. */
    private static final int SMALL = 256;
    private static final byte[] NOTHING = new byte[0];

    private final CipherState cipher;
    private final FrameLimit limit;
    private final byte[] headerText = new byte[FrameHeader.SIZE];

    /** Sealed bytes of a part that is not complete yet; the first {@link #kept} count. */
    private byte[] keep = new byte[SMALL];
    private int kept;

    /** Where {@link #hasWhole} found the part: in {@link #keep}, or still in the buffer that was fed. */
    private byte[] found = keep;
    private int foundAt;

    /** The frame in the making: null while its header is not known. */
    private @Nullable FrameHeader header;
    private byte[] payload = NOTHING;
    private int opened;

    private @Nullable FrameFailure failure;

    /** @param limit asked for every header */
    public FrameOpener(CipherState receiving, FrameLimit limit) {
        this.cipher = receiving;
        this.limit = limit;
    }

    /**
     * Takes bytes from {@code received} up to the end of a frame, or all of them if none ends in it.
     *
     * @return the next complete frame, or empty if more bytes are needed
     * @throws FrameFailure now and at every later call
     */
    public Optional<Sv2Frame> next(ByteBuffer received) throws FrameFailure {
        if (failure != null) {
            throw failure;
        }
        try {
            return advance(received);
        } catch (AuthenticationFailure e) {
            throw fail(new FrameFailure(Kind.NOT_AUTHENTIC, "the authentication code of a frame does not match"));
        } catch (MalformedMessage e) {
            throw fail(new FrameFailure(Kind.REFUSED, String.valueOf(e.getMessage())));
        }
    }

    private Optional<Sv2Frame> advance(ByteBuffer received) throws AuthenticationFailure, MalformedMessage {
        FrameHeader current = header;
        if (current == null) {
            if (!hasWhole(FrameLayout.SEALED_HEADER, received)) {
                return Optional.empty();
            }
            current = openHeader();
            header = current;
        }
        while (opened < payload.length) {
            int text = Math.min(FrameLayout.MAX_BLOCK_TEXT, payload.length - opened);
            int sealed = text + CipherState.MAC_SIZE;
            if (!hasWhole(sealed, received)) {
                return Optional.empty();
            }
            cipher.open(found, foundAt, sealed, payload, opened);
            opened += text;
        }
        Sv2Frame frame = new Sv2Frame(current, Bytes.adopt(payload));
        forgetFrame();
        return Optional.of(frame);
    }

    private FrameHeader openHeader() throws AuthenticationFailure, MalformedMessage {
        cipher.open(found, foundAt, FrameLayout.SEALED_HEADER, headerText, 0);
        FrameHeader announced = FrameHeader.read(headerText, 0);
        limit.check(announced);
        payload = new byte[announced.length()];
        opened = 0;
        return announced;
    }

    /** Whether {@code length} sealed bytes are there; if so, {@link #found} and {@link #foundAt} say where. */
    private boolean hasWhole(int length, ByteBuffer received) {
        if (kept == 0 && received.hasArray() && received.remaining() >= length) {
            found = received.array();
            foundAt = received.arrayOffset() + received.position();
            received.position(received.position() + length);
            return true;
        }
        if (keep.length < length) {
            byte[] larger = new byte[length];
            System.arraycopy(keep, 0, larger, 0, kept);
            keep = larger;
        }
        int taken = Math.min(length - kept, received.remaining());
        received.get(keep, kept, taken);
        kept += taken;
        if (kept < length) {
            return false;
        }
        kept = 0;
        found = keep;
        foundAt = 0;
        return true;
    }

    private void forgetFrame() {
        header = null;
        payload = NOTHING;
        opened = 0;
        if (keep.length > SMALL) {
            keep = new byte[SMALL];
        }
        found = keep; // not the buffer that was fed, which its owner wants back
    }

    private FrameFailure fail(FrameFailure reason) {
        failure = reason;
        kept = 0;
        forgetFrame();
        return reason;
    }
}
