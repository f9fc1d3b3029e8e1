package io.sluice.wire.mining;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;

/**
 * One proof of work found on a standard channel; client to server, type 0x1a.
 *
 * <pre>
 * offset  size  field            type
 *      0  4     channel_id       U32
 *      4  4     sequence_number  U32
 *      8  4     job_id           U32
 *     12  4     nonce            U32
 *     16  4     ntime            U32
 *     20  4     version          U32
 * </pre>
 *
 * @param sequenceNumber the client's count of its submissions on this channel; comes back in the answer
 * @param ntime seconds since 1970
 * @param version the whole version field of the header, rolled bits included
 * @see <a href="https://stratumprotocol.org/specification/05-mining-protocol/">SV2 5.3.11</a>
 */
public record SubmitSharesStandard(long channelId, long sequenceNumber, long jobId, long nonce, long ntime,
        long version) implements MiningMessage {

    static SubmitSharesStandard read(WireReader in) throws MalformedMessage {
        return new SubmitSharesStandard(in.u32(), in.u32(), in.u32(), in.u32(), in.u32(), in.u32());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(channelId).u32(sequenceNumber).u32(jobId).u32(nonce).u32(ntime).u32(version);
    }

    @Override
    public MiningMessageType type() {
        return MiningMessageType.SUBMIT_SHARES_STANDARD;
    }
}
