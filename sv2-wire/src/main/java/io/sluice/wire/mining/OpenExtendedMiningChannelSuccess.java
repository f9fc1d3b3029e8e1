package io.sluice.wire.mining;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.U256;

/**
 * Opens an extended channel; server to client, type 0x14.
 *
 * <pre>
 * offset  size   field              type
 *      0  4      request_id         U32
 *      4  4      channel_id         U32
 *      8  32     target             U256
 *     40  2      extranonce_size    U16
 *     42  1..33  extranonce_prefix  B0_32
 *         4      group_channel_id   U32
 * </pre>
 *
 * Spec: the size comes before the prefix, the other way round than one would think of them.
 *
 * @param requestId from the request
 * @param channelId unique on the connection and never used again there
 * @param target first target of the channel
 * @param extranonceSize bytes that the client rolls, the prefix not counted
 * @param extranoncePrefix bytes in front of those that the client rolls
 * @param groupChannelId group that the channel belongs to; from the same numbers as channel ids, and never one of
 *         them
 * @see <a href="https://stratumprotocol.org/specification/05-mining-protocol/">SV2 5.3.5</a>
 */
public record OpenExtendedMiningChannelSuccess(long requestId, long channelId, U256 target, int extranonceSize,
        Bytes extranoncePrefix, long groupChannelId) implements MiningMessage {

    static OpenExtendedMiningChannelSuccess read(WireReader in) throws MalformedMessage {
        return new OpenExtendedMiningChannelSuccess(in.u32(), in.u32(), in.u256(), in.u16(), in.b0_32(), in.u32());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(requestId).u32(channelId).u256(target).u16(extranonceSize).b0_32(extranoncePrefix).u32(groupChannelId);
    }

    @Override
    public MiningMessageType type() {
        return MiningMessageType.OPEN_EXTENDED_MINING_CHANNEL_SUCCESS;
    }
}
