package io.sluice.wire.mining;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;

/**
 * Accepts a custom job and names it; server to client, type 0x23.
 *
 * <pre>
 * offset  size  field       type
 *      0  4     channel_id  U32
 *      4  4     request_id  U32
 *      8  4     job_id      U32
 * </pre>
 *
 * @param requestId from the request
 * @param jobId to be named in shares
 * @see <a href="https://stratumprotocol.org/specification/05-mining-protocol/">SV2 5.3.19</a>
 */
public record SetCustomMiningJobSuccess(long channelId, long requestId, long jobId) implements MiningMessage {

    static SetCustomMiningJobSuccess read(WireReader in) throws MalformedMessage {
        return new SetCustomMiningJobSuccess(in.u32(), in.u32(), in.u32());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(channelId).u32(requestId).u32(jobId);
    }

    @Override
    public MiningMessageType type() {
        return MiningMessageType.SET_CUSTOM_MINING_JOB_SUCCESS;
    }
}
