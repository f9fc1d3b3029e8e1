package io.sluice.wire.declaration;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Bytes;

/**
 * Hands out a token, and the outputs that the pool wants in the coinbase; server to client, type 0x51.
 *
 * <pre>
 * offset  size      field                type
 *      0  4         request_id           U32
 *      4  1..256    mining_job_token     B0_255
 *         2..65537  coinbase_tx_outputs  B0_64K
 * </pre>
 *
 * @param requestId from the request
 * @param coinbaseTxOutputs count as CompactSize, then the outputs, each of value 0; the first is where the pool is paid
 * @see <a href="https://stratumprotocol.org/specification/06-job-declaration-protocol/">SV2 6.4.3</a>
 */
public record AllocateMiningJobTokenSuccess(long requestId, Bytes miningJobToken,
        Bytes coinbaseTxOutputs) implements DeclarationMessage {

    static AllocateMiningJobTokenSuccess read(WireReader in) throws MalformedMessage {
        return new AllocateMiningJobTokenSuccess(in.u32(), in.b0_255(), in.b0_64k());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(requestId).b0_255(miningJobToken).b0_64k(coinbaseTxOutputs);
    }

    @Override
    public DeclarationMessageType type() {
        return DeclarationMessageType.ALLOCATE_MINING_JOB_TOKEN_SUCCESS;
    }
}
