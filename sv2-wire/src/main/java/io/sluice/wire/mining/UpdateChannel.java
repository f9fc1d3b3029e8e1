package io.sluice.wire.mining;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.U256;

/**
 * The client tells what changed about its channel; client to server, type 0x16.
 *
 * <pre>
 * offset  size  field              type
 *      0  4     channel_id         U32
 *      4  4     nominal_hash_rate  F32
 *      8  32    maximum_target     U256
 * </pre>
 *
 * @param nominalHashRate hashes per second; any bit pattern, so also negative, infinite or not a number
 * @param maximumTarget easiest target the client will take from now on
 * @see <a href="https://stratumprotocol.org/specification/05-mining-protocol/">SV2 5.3.7</a>
 */
public record UpdateChannel(long channelId, float nominalHashRate, U256 maximumTarget) implements MiningMessage {

    static UpdateChannel read(WireReader in) throws MalformedMessage {
        return new UpdateChannel(in.u32(), in.f32(), in.u256());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(channelId).f32(nominalHashRate).u256(maximumTarget);
    }

    @Override
    public MiningMessageType type() {
        return MiningMessageType.UPDATE_CHANNEL;
    }
}
