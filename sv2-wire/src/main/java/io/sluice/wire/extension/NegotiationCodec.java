package io.sluice.wire.extension;

import java.util.List;
import java.util.Optional;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.Sv2Codec;
import io.sluice.wire.Sv2Frame;

/**
 * Reads and writes the messages of extension negotiation. Safe on any thread.
 */
public final class NegotiationCodec {

    private static final Sv2Codec<NegotiationMessage> CODEC = Sv2Codec.of(List.of(NegotiationMessageType.values()));

    private NegotiationCodec() {}

    /** As {@link Sv2Codec#decode}. */
    public static Optional<NegotiationMessage> decode(Sv2Frame frame) throws MalformedMessage {
        return CODEC.decode(frame);
    }

    /** As {@link Sv2Codec#encode}. */
    public static Sv2Frame encode(NegotiationMessage message) {
        return CODEC.encode(message);
    }
}
