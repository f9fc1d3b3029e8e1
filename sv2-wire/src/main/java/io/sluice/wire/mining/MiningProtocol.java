package io.sluice.wire.mining;

import java.util.List;
import java.util.stream.Stream;

import io.sluice.wire.FrameLimits;
import io.sluice.wire.MessageType;
import io.sluice.wire.Sender;
import io.sluice.wire.Sv2Codec;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.common.CommonMessageType;
import io.sluice.wire.extension.NegotiationMessageType;

/**
 * All that may be said on a connection that speaks the mining protocol: common messages, extension negotiation and mining
 * messages. Constants, safe on any thread.
 */
public final class MiningProtocol {

    private static final List<MessageType<?>> TYPES = Stream
            .<MessageType<?>[]>of(
                    CommonMessageType.values(), NegotiationMessageType.values(), MiningMessageType.values())
            .flatMap(Stream::of).toList();

    /** Reads and writes every message of such a connection. */
    public static final Sv2Codec<Sv2Message> CODEC = Sv2Codec.of(TYPES);

    /**
     * What a client may announce before its connection is set up: the longest {@code SetupConnection}. Nothing else may come
     * first, and nothing can be negotiated yet.
     */
    public static final FrameLimits FROM_CLIENT_BEFORE_SETUP = FrameLimits
            .uniform(CommonMessageType.SETUP_CONNECTION.payloadCap());

    /** What a client may announce from then on. */
    public static final FrameLimits FROM_CLIENT = FrameLimits.of(Sender.CLIENT, TYPES, 400);

    /** What a server may announce, seen by a client of ours. */
    public static final FrameLimits FROM_SERVER = FrameLimits.of(Sender.SERVER, TYPES, 400);

    private MiningProtocol() {}
}
