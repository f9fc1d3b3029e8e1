package io.sluice.wire.declaration;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.Str255;

/**
 * Refuses a declared job; server to client, type 0x59.
 *
 * <pre>
 * offset  size      field          type
 *      0  4         request_id     U32
 *      4  1..256    error_code     STR0_255
 *         2..65537  error_details  B0_64K
 * </pre>
 *
 * @param requestId from the declaration
 * @param errorCode printable ASCII; clients must not depend on it
 * @param errorDetails anything, often nothing
 * @see <a href="https://stratumprotocol.org/specification/06-job-declaration-protocol/">SV2 6.4.6</a>
 */
public record DeclareMiningJobError(long requestId, Str255 errorCode,
        Bytes errorDetails) implements DeclarationMessage {

    static DeclareMiningJobError read(WireReader in) throws MalformedMessage {
        return new DeclareMiningJobError(in.u32(), in.str0_255(), in.b0_64k());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(requestId).str0_255(errorCode).b0_64k(errorDetails);
    }

    @Override
    public DeclarationMessageType type() {
        return DeclarationMessageType.DECLARE_MINING_JOB_ERROR;
    }
}
