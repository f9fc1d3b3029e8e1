package io.sluice.wire.common;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;

/**
 * The server behind a channel changed, so what was negotiated for that channel is void; server to client, type
 * 0x03.
 *
 * <pre>
 * offset  size  field       type
 *      0  4     channel_id  U32
 * </pre>
 *
 * @see <a href="https://stratumprotocol.org/specification/03-protocol-overview/">SV2 3.6.4</a>
 */
public record ChannelEndpointChanged(long channelId) implements CommonMessage {

    static ChannelEndpointChanged read(WireReader in) throws MalformedMessage {
        return new ChannelEndpointChanged(in.u32());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(channelId);
    }

    @Override
    public CommonMessageType type() {
        return CommonMessageType.CHANNEL_ENDPOINT_CHANGED;
    }
}
