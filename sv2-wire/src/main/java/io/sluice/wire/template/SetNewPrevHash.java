package io.sluice.wire.template;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.U256;

/**
 * Starts the named template on a new chain tip; server to client, type 0x72. Mining has a message of the same name and
 * of other fields.
 *
 * <pre>
 * offset  size  field             type
 *      0  8     template_id       U64
 *      8  32    prev_hash         U256
 *     40  4     header_timestamp  U32
 *     44  4     nBits             U32
 *     48  32    target            U256
 * </pre>
 *
 * @param templateId of a future template
 * @param prevHash in wire order
 * @param headerTimestamp seconds since 1970 to begin with; not the least that is valid
 * @param nBits compact target of the network
 * @param target of the network; may be easier than {@code nBits} says
 * @see <a href="https://stratumprotocol.org/specification/07-template-distribution-protocol/">SV2 7.3</a>
 */
public record SetNewPrevHash(long templateId, U256 prevHash, long headerTimestamp, long nBits,
        U256 target) implements TemplateMessage {

    static SetNewPrevHash read(WireReader in) throws MalformedMessage {
        return new SetNewPrevHash(in.u64(), in.u256(), in.u32(), in.u32(), in.u256());
    }

    @Override
    public void write(WireWriter out) {
        out.u64(templateId).u256(prevHash).u32(headerTimestamp).u32(nBits).u256(target);
    }

    @Override
    public TemplateMessageType type() {
        return TemplateMessageType.SET_NEW_PREV_HASH;
    }
}
