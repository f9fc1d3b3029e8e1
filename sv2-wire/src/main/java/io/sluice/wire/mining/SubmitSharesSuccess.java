package io.sluice.wire.mining;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;

/**
 * Acknowledges all good shares since the previous acknowledgment; server to client, type 0x1c.
 *
 * <pre>
 * offset  size  field                       type
 *      0  4     channel_id                  U32
 *      4  4     last_sequence_number        U32
 *      8  4     new_submits_accepted_count  U32
 *     12  8     new_shares_sum              U64
 * </pre>
 *
 * @param lastSequenceNumber of the newest share acknowledged
 * @param newSubmitsAcceptedCount shares in this batch
 * @param newSharesSum sum of the difficulties of the shares in this batch, unsigned
 * @see <a href="https://stratumprotocol.org/specification/05-mining-protocol/">SV2 5.3.13</a>
 */
public record SubmitSharesSuccess(long channelId, long lastSequenceNumber, long newSubmitsAcceptedCount,
        long newSharesSum) implements MiningMessage {

    static SubmitSharesSuccess read(WireReader in) throws MalformedMessage {
        return new SubmitSharesSuccess(in.u32(), in.u32(), in.u32(), in.u64());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(channelId).u32(lastSequenceNumber).u32(newSubmitsAcceptedCount).u64(newSharesSum);
    }

    @Override
    public MiningMessageType type() {
        return MiningMessageType.SUBMIT_SHARES_SUCCESS;
    }
}
