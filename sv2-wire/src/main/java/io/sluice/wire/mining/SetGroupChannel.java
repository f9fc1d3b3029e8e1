package io.sluice.wire.mining;

import java.util.List;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;

/**
 * Names the members of a group; server to client, type 0x25.
 *
 * <pre>
 * offset  size       field             type
 *      0  4          group_channel_id  U32
 *      4  2..262142  channel_ids       SEQ0_64K[U32]
 * </pre>
 *
 * @param channelIds all members, at most 65535
 * @see <a href="https://stratumprotocol.org/specification/05-mining-protocol/">SV2 5.3.22</a>
 */
public record SetGroupChannel(long groupChannelId, List<Long> channelIds) implements MiningMessage {

    public SetGroupChannel {
        channelIds = List.copyOf(channelIds);
    }

    static SetGroupChannel read(WireReader in) throws MalformedMessage {
        return new SetGroupChannel(in.u32(), in.seq0_64kU32());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(groupChannelId).seq0_64kU32(channelIds);
    }

    @Override
    public MiningMessageType type() {
        return MiningMessageType.SET_GROUP_CHANNEL;
    }
}
