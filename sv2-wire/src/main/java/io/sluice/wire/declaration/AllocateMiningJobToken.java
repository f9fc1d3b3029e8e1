package io.sluice.wire.declaration;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Str255;

/**
 * Asks for a token with which a job may be declared; client to server, type 0x50.
 *
 * <pre>
 * offset  size    field            type
 *      0  1..256  user_identifier  STR0_255
 *         4       request_id       U32
 * </pre>
 *
 * Spec: here the request id comes last, in all other messages of the protocol first.
 *
 * @param userIdentifier who will mine; any bytes
 * @param requestId pairs request and answer; the client's choice
 * @see <a href="https://stratumprotocol.org/specification/06-job-declaration-protocol/">SV2 6.4.2</a>
 */
public record AllocateMiningJobToken(Str255 userIdentifier, long requestId) implements DeclarationMessage {

    static AllocateMiningJobToken read(WireReader in) throws MalformedMessage {
        return new AllocateMiningJobToken(in.str0_255(), in.u32());
    }

    @Override
    public void write(WireWriter out) {
        out.str0_255(userIdentifier).u32(requestId);
    }

    @Override
    public DeclarationMessageType type() {
        return DeclarationMessageType.ALLOCATE_MINING_JOB_TOKEN;
    }
}
