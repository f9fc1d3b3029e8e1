package io.sluice.wire.mining;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Bytes;

/**
 * Gives a channel another extranonce prefix for all jobs sent from now on; server to client, type 0x19.
 *
 * <pre>
 * offset  size   field              type
 *      0  4      channel_id         U32
 *      4  1..33  extranonce_prefix  B0_32
 * </pre>
 *
 * @param channelId never a group
 * @param extranoncePrefix as long as the one it replaces
 * @see <a href="https://stratumprotocol.org/specification/05-mining-protocol/">SV2 5.3.10</a>
 */
public record SetExtranoncePrefix(long channelId, Bytes extranoncePrefix) implements MiningMessage {

    static SetExtranoncePrefix read(WireReader in) throws MalformedMessage {
        return new SetExtranoncePrefix(in.u32(), in.b0_32());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(channelId).b0_32(extranoncePrefix);
    }

    @Override
    public MiningMessageType type() {
        return MiningMessageType.SET_EXTRANONCE_PREFIX;
    }
}
