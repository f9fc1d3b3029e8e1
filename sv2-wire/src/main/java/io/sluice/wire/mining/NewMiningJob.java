package io.sluice.wire.mining;

import java.util.OptionalLong;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.U256;

/**
 * A job for a standard channel; server to client, type 0x15.
 *
 * <pre>
 * offset  size    field        type
 *      0  4       channel_id   U32
 *      4  4       job_id       U32
 *      8  1 or 5  min_ntime    OPTION[U32]
 *         4       version      U32
 *         32      merkle_root  U256
 * </pre>
 *
 * @param minNtime seconds since 1970; empty for a future job, which waits for the {@link SetNewPrevHash} that names
 *         it
 * @param version version field of the header
 * @param merkleRoot in wire order
 * @see <a href="https://stratumprotocol.org/specification/05-mining-protocol/">SV2 5.3.15</a>
 */
public record NewMiningJob(long channelId, long jobId, OptionalLong minNtime, long version,
        U256 merkleRoot) implements MiningMessage {

    static NewMiningJob read(WireReader in) throws MalformedMessage {
        return new NewMiningJob(in.u32(), in.u32(), in.optionU32(), in.u32(), in.u256());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(channelId).u32(jobId).optionU32(minNtime).u32(version).u256(merkleRoot);
    }

    @Override
    public MiningMessageType type() {
        return MiningMessageType.NEW_MINING_JOB;
    }
}
