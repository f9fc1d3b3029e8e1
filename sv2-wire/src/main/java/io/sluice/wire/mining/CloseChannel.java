package io.sluice.wire.mining;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Str255;

/**
 * Ends a channel, or all channels of a group; both ways, type 0x18.
 *
 * <pre>
 * offset  size    field        type
 *      0  4       channel_id   U32
 *      4  1..256  reason_code  STR0_255
 * </pre>
 *
 * @param channelId channel or group
 * @param reasonCode printable ASCII
 * @see <a href="https://stratumprotocol.org/specification/05-mining-protocol/">SV2 5.3.9</a>
 */
public record CloseChannel(long channelId, Str255 reasonCode) implements MiningMessage {

    static CloseChannel read(WireReader in) throws MalformedMessage {
        return new CloseChannel(in.u32(), in.str0_255());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(channelId).str0_255(reasonCode);
    }

    @Override
    public MiningMessageType type() {
        return MiningMessageType.CLOSE_CHANNEL;
    }
}
