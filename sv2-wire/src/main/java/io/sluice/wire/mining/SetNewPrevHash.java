package io.sluice.wire.mining;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.U256;

/**
 * Starts the named future job on a new chain tip and voids all others; server to client, type 0x20.
 *
 * <pre>
 * offset  size  field       type
 *      0  4     channel_id  U32
 *      4  4     job_id      U32
 *      8  32    prev_hash   U256
 *     40  4     min_ntime   U32
 *     44  4     nbits       U32
 * </pre>
 *
 * @param channelId channel or group
 * @param jobId of a job that was sent as a future job
 * @param prevHash in wire order
 * @param minNtime seconds since 1970
 * @param nbits compact target of the network
 * @see <a href="https://stratumprotocol.org/specification/05-mining-protocol/">SV2 5.3.17</a>
 */
public record SetNewPrevHash(long channelId, long jobId, U256 prevHash, long minNtime,
        long nbits) implements MiningMessage {

    static SetNewPrevHash read(WireReader in) throws MalformedMessage {
        return new SetNewPrevHash(in.u32(), in.u32(), in.u256(), in.u32(), in.u32());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(channelId).u32(jobId).u256(prevHash).u32(minNtime).u32(nbits);
    }

    @Override
    public MiningMessageType type() {
        return MiningMessageType.SET_NEW_PREV_HASH;
    }
}
