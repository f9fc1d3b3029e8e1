package io.sluice.noise.frame;

import io.sluice.wire.FrameHeader;
import io.sluice.wire.MalformedMessage;

/** Judges a frame by its header, before memory is reserved for its payload. */
@FunctionalInterface
public interface FrameLimit {

    /** @throws MalformedMessage when a frame like this must not come here; the connection ends then */
    void check(FrameHeader header) throws MalformedMessage;
}
