package io.sluice.wire.common;

import java.util.List;
import java.util.Optional;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.Sv2Codec;
import io.sluice.wire.Sv2Frame;

/**
 * Reads and writes the common messages. Safe on any thread.
 */
public final class CommonCodec {

    private static final Sv2Codec<CommonMessage> CODEC = Sv2Codec.of(List.of(CommonMessageType.values()));

    private CommonCodec() {}

    /** As {@link Sv2Codec#decode}. */
    public static Optional<CommonMessage> decode(Sv2Frame frame) throws MalformedMessage {
        return CODEC.decode(frame);
    }

    /** As {@link Sv2Codec#encode}. */
    public static Sv2Frame encode(CommonMessage message) {
        return CODEC.encode(message);
    }
}
