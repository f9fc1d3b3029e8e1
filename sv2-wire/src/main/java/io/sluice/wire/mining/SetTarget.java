package io.sluice.wire.mining;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.U256;

/**
 * Sets the target of all jobs of a channel that are not yet being mined; server to client, type 0x21.
 *
 * <pre>
 * offset  size  field           type
 *      0  4     channel_id      U32
 *      4  32    maximum_target  U256
 * </pre>
 *
 * @param channelId channel or group
 * @param maximumTarget largest hash that counts as a share
 * @see <a href="https://stratumprotocol.org/specification/05-mining-protocol/">SV2 5.3.21</a>
 */
public record SetTarget(long channelId, U256 maximumTarget) implements MiningMessage {

    static SetTarget read(WireReader in) throws MalformedMessage {
        return new SetTarget(in.u32(), in.u256());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(channelId).u256(maximumTarget);
    }

    @Override
    public MiningMessageType type() {
        return MiningMessageType.SET_TARGET;
    }
}
