package io.sluice.wire.mining;

import java.util.List;
import java.util.Optional;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.Sv2Codec;
import io.sluice.wire.Sv2Frame;

/**
 * Reads and writes the mining messages. Safe on any thread.
 */
public final class MiningCodec {

    private static final Sv2Codec<MiningMessage> CODEC = Sv2Codec.of(List.of(MiningMessageType.values()));

    private MiningCodec() {}

    /** As {@link Sv2Codec#decode}. */
    public static Optional<MiningMessage> decode(Sv2Frame frame) throws MalformedMessage {
        return CODEC.decode(frame);
    }

    /** As {@link Sv2Codec#encode}. */
    public static Sv2Frame encode(MiningMessage message) {
        return CODEC.encode(message);
    }
}
