package io.sluice.wire.template;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;

/**
 * Asks for the transactions of a template; client to server, type 0x73.
 *
 * <pre>
 * offset  size  field        type
 *      0  8     template_id  U64
 * </pre>
 *
 * @see <a href="https://stratumprotocol.org/specification/07-template-distribution-protocol/">SV2 7.4</a>
 */
public record RequestTransactionData(long templateId) implements TemplateMessage {

    static RequestTransactionData read(WireReader in) throws MalformedMessage {
        return new RequestTransactionData(in.u64());
    }

    @Override
    public void write(WireWriter out) {
        out.u64(templateId);
    }

    @Override
    public TemplateMessageType type() {
        return TemplateMessageType.REQUEST_TRANSACTION_DATA;
    }
}
