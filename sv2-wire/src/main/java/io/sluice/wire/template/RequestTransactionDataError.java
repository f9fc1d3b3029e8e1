package io.sluice.wire.template;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Str255;

/**
 * There are no transactions to hand over; server to client, type 0x75.
 *
 * <pre>
 * offset  size    field        type
 *      0  8       template_id  U64
 *      8  1..256  error_code   STR0_255
 * </pre>
 *
 * @param templateId from the request
 * @param errorCode printable ASCII; clients must not depend on it
 * @see <a href="https://stratumprotocol.org/specification/07-template-distribution-protocol/">SV2 7.6</a>
 */
public record RequestTransactionDataError(long templateId, Str255 errorCode) implements TemplateMessage {

    static RequestTransactionDataError read(WireReader in) throws MalformedMessage {
        return new RequestTransactionDataError(in.u64(), in.str0_255());
    }

    @Override
    public void write(WireWriter out) {
        out.u64(templateId).str0_255(errorCode);
    }

    @Override
    public TemplateMessageType type() {
        return TemplateMessageType.REQUEST_TRANSACTION_DATA_ERROR;
    }
}
