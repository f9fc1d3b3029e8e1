package io.sluice.wire.declaration;

import java.util.List;
import java.util.Optional;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.Sv2Codec;
import io.sluice.wire.Sv2Frame;

/**
 * Reads and writes the messages of job declaration. Safe on any thread.
 */
public final class DeclarationCodec {

    private static final Sv2Codec<DeclarationMessage> CODEC = Sv2Codec.of(List.of(DeclarationMessageType.values()));

    private DeclarationCodec() {}

    /** As {@link Sv2Codec#decode}. */
    public static Optional<DeclarationMessage> decode(Sv2Frame frame) throws MalformedMessage {
        return CODEC.decode(frame);
    }

    /** As {@link Sv2Codec#encode}. */
    public static Sv2Frame encode(DeclarationMessage message) {
        return CODEC.encode(message);
    }
}
