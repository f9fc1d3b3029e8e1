package io.sluice.wire.mining;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Bytes;

/**
 * One proof of work found on an extended channel; client to server, type 0x1b.
 *
 * <pre>
 * offset  size   field            type
 *      0  4      channel_id       U32
 *      4  4      sequence_number  U32
 *      8  4      job_id           U32
 *     12  4      nonce            U32
 *     16  4      ntime            U32
 *     20  4      version          U32
 *     24  1..33  extranonce       B0_32
 *         0..       TLV fields
 * </pre>
 *
 * The only message that keeps its TLV fields, because the only extension that has any, 0x0002, defines them for
 * this message.
 *
 * @param sequenceNumber the client's count of its submissions on this channel; comes back in the answer
 * @param ntime seconds since 1970
 * @param version the whole version field of the header, rolled bits included
 * @param extranonce the bytes that the client rolled, without the prefix
 * @param tlvFields whatever follows the last field, unread: what it means depends on the extensions that were
 *         negotiated, see {@code wire.tlv}
 * @see <a href="https://stratumprotocol.org/specification/05-mining-protocol/">SV2 5.3.12</a>
 */
public record SubmitSharesExtended(long channelId, long sequenceNumber, long jobId, long nonce, long ntime,
        long version, Bytes extranonce, Bytes tlvFields) implements MiningMessage {

    /** A share without TLV fields. */
    public SubmitSharesExtended(
            long channelId, long sequenceNumber, long jobId, long nonce, long ntime, long version, Bytes extranonce) {
        this(channelId, sequenceNumber, jobId, nonce, ntime, version, extranonce, Bytes.EMPTY);
    }

    static SubmitSharesExtended read(WireReader in) throws MalformedMessage {
        return new SubmitSharesExtended(in.u32(), in.u32(), in.u32(), in.u32(), in.u32(), in.u32(), in.b0_32(),
                in.rest());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(channelId).u32(sequenceNumber).u32(jobId).u32(nonce).u32(ntime).u32(version).b0_32(extranonce)
                .bytes(tlvFields);
    }

    @Override
    public MiningMessageType type() {
        return MiningMessageType.SUBMIT_SHARES_EXTENDED;
    }
}
