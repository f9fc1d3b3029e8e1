package io.sluice.wire.mining;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.U256;

/**
 * Opens a standard channel; server to client, type 0x11.
 *
 * <pre>
 * offset  size   field              type
 *      0  4      request_id         U32
 *      4  4      channel_id         U32
 *      8  32     target             U256
 *     40  1..33  extranonce_prefix  B0_32
 *         4      group_channel_id   U32
 * </pre>
 *
 * @param requestId from the request
 * @param channelId unique on the connection and never used again there
 * @param target first target of the channel
 * @param extranoncePrefix the whole extranonce of the channel
 * @param groupChannelId group that the channel belongs to; from the same numbers as channel ids, and never one of
 *         them
 * @see <a href="https://stratumprotocol.org/specification/05-mining-protocol/">SV2 5.3.3</a>
 */
public record OpenStandardMiningChannelSuccess(long requestId, long channelId, U256 target, Bytes extranoncePrefix,
        long groupChannelId) implements MiningMessage {

    static OpenStandardMiningChannelSuccess read(WireReader in) throws MalformedMessage {
        return new OpenStandardMiningChannelSuccess(in.u32(), in.u32(), in.u256(), in.b0_32(), in.u32());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(requestId).u32(channelId).u256(target).b0_32(extranoncePrefix).u32(groupChannelId);
    }

    @Override
    public MiningMessageType type() {
        return MiningMessageType.OPEN_STANDARD_MINING_CHANNEL_SUCCESS;
    }
}
