package io.sluice.wire.template;

import java.util.List;
import java.util.Optional;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.Sv2Codec;
import io.sluice.wire.Sv2Frame;

/**
 * Reads and writes the messages of template distribution. Safe on any thread.
 */
public final class TemplateCodec {

    private static final Sv2Codec<TemplateMessage> CODEC = Sv2Codec.of(List.of(TemplateMessageType.values()));

    private TemplateCodec() {}

    /** As {@link Sv2Codec#decode}. */
    public static Optional<TemplateMessage> decode(Sv2Frame frame) throws MalformedMessage {
        return CODEC.decode(frame);
    }

    /** As {@link Sv2Codec#encode}. */
    public static Sv2Frame encode(TemplateMessage message) {
        return CODEC.encode(message);
    }
}
