package io.sluice.wire.template;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Bytes;

/**
 * A block was found on a template; client to server, type 0x76.
 *
 * <pre>
 * offset  size      field             type
 *      0  8         template_id       U64
 *      8  4         version           U32
 *     12  4         header_timestamp  U32
 *     16  4         header_nonce      U32
 *     20  2..65537  coinbase_tx       B0_64K
 * </pre>
 *
 * @param version the whole version field of the header, rolled bits included
 * @param headerTimestamp seconds since 1970
 * @param coinbaseTx the whole coinbase, BIP 141 parts included
 * @see <a href="https://stratumprotocol.org/specification/07-template-distribution-protocol/">SV2 7.7</a>
 */
public record SubmitSolution(long templateId, long version, long headerTimestamp, long headerNonce,
        Bytes coinbaseTx) implements TemplateMessage {

    static SubmitSolution read(WireReader in) throws MalformedMessage {
        return new SubmitSolution(in.u64(), in.u32(), in.u32(), in.u32(), in.b0_64k());
    }

    @Override
    public void write(WireWriter out) {
        out.u64(templateId).u32(version).u32(headerTimestamp).u32(headerNonce).b0_64k(coinbaseTx);
    }

    @Override
    public TemplateMessageType type() {
        return TemplateMessageType.SUBMIT_SOLUTION;
    }
}
