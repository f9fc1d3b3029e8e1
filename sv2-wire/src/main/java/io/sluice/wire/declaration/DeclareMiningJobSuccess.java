package io.sluice.wire.declaration;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Bytes;

/**
 * The declared job is good; server to client, type 0x58.
 *
 * <pre>
 * offset  size    field                 type
 *      0  4       request_id            U32
 *      4  1..256  new_mining_job_token  B0_255
 * </pre>
 *
 * @param requestId from the declaration
 * @param newMiningJobToken names the job from now on
 * @see <a href="https://stratumprotocol.org/specification/06-job-declaration-protocol/">SV2 6.4.5</a>
 */
public record DeclareMiningJobSuccess(long requestId, Bytes newMiningJobToken) implements DeclarationMessage {

    static DeclareMiningJobSuccess read(WireReader in) throws MalformedMessage {
        return new DeclareMiningJobSuccess(in.u32(), in.b0_255());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(requestId).b0_255(newMiningJobToken);
    }

    @Override
    public DeclarationMessageType type() {
        return DeclarationMessageType.DECLARE_MINING_JOB_SUCCESS;
    }
}
