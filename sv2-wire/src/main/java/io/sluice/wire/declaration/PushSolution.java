package io.sluice.wire.declaration;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.U256;

/**
 * A block was found on the job that was declared last; client to server, type 0x60.
 *
 * <pre>
 * offset  size   field       type
 *      0  1..33  extranonce  B0_32
 *         32     prev_hash   U256
 *         4      nonce       U32
 *         4      ntime       U32
 *         4      nbits       U32
 *         4      version     U32
 * </pre>
 *
 * @param extranonce the whole of it
 * @param prevHash in wire order
 * @param ntime seconds since 1970
 * @param nbits compact target of the network
 * @param version the whole version field of the header, rolled bits included
 * @see <a href="https://stratumprotocol.org/specification/06-job-declaration-protocol/">SV2 6.4.9</a>
 */
public record PushSolution(Bytes extranonce, U256 prevHash, long nonce, long ntime, long nbits,
        long version) implements DeclarationMessage {

    static PushSolution read(WireReader in) throws MalformedMessage {
        return new PushSolution(in.b0_32(), in.u256(), in.u32(), in.u32(), in.u32(), in.u32());
    }

    @Override
    public void write(WireWriter out) {
        out.b0_32(extranonce).u256(prevHash).u32(nonce).u32(ntime).u32(nbits).u32(version);
    }

    @Override
    public DeclarationMessageType type() {
        return DeclarationMessageType.PUSH_SOLUTION;
    }
}
