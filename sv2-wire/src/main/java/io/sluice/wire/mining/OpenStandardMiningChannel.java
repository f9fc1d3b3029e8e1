package io.sluice.wire.mining;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Str255;
import io.sluice.wire.type.U256;

/**
 * Asks for a channel on which a device rolls header fields only; client to server, type 0x10.
 *
 * <pre>
 * offset  size    field              type
 *      0  4       request_id         U32
 *      4  1..256  user_identity      STR0_255
 *         4       nominal_hash_rate  F32
 *         32      max_target         U256
 * </pre>
 *
 * @param requestId pairs request and answer; the client's choice
 * @param userIdentity who mines: an account and worker name, a payout address
 * @param nominalHashRate hashes per second; any bit pattern, so also negative, infinite or not a number
 * @param maxTarget easiest target the device will take
 * @see <a href="https://stratumprotocol.org/specification/05-mining-protocol/">SV2 5.3.2</a>
 */
public record OpenStandardMiningChannel(long requestId, Str255 userIdentity, float nominalHashRate,
        U256 maxTarget) implements MiningMessage {

    static OpenStandardMiningChannel read(WireReader in) throws MalformedMessage {
        return new OpenStandardMiningChannel(in.u32(), in.str0_255(), in.f32(), in.u256());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(requestId).str0_255(userIdentity).f32(nominalHashRate).u256(maxTarget);
    }

    @Override
    public MiningMessageType type() {
        return MiningMessageType.OPEN_STANDARD_MINING_CHANNEL;
    }
}
