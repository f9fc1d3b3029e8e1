package io.sluice.wire.template;

import java.util.List;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Bytes;

/**
 * The transactions of a template; server to client, type 0x74.
 *
 * <pre>
 * offset  size      field             type
 *      0  8         template_id       U64
 *      8  2..65537  excess_data       B0_64K
 *         2..       transaction_list  SEQ0_64K[B0_16M]
 * </pre>
 *
 * No bound but that of a frame: a block of four million weight units fits several times.
 *
 * @param templateId from the request
 * @param excessData whatever else a pool may need
 * @param transactionList whole transactions with their witnesses, all but the coinbase
 * @see <a href="https://stratumprotocol.org/specification/07-template-distribution-protocol/">SV2 7.5</a>
 */
public record RequestTransactionDataSuccess(long templateId, Bytes excessData,
        List<Bytes> transactionList) implements TemplateMessage {

    public RequestTransactionDataSuccess {
        transactionList = List.copyOf(transactionList);
    }

    static RequestTransactionDataSuccess read(WireReader in) throws MalformedMessage {
        return new RequestTransactionDataSuccess(in.u64(), in.b0_64k(), in.seq0_64kB0_16m());
    }

    @Override
    public void write(WireWriter out) {
        out.u64(templateId).b0_64k(excessData).seq0_64kB0_16m(transactionList);
    }

    @Override
    public TemplateMessageType type() {
        return TemplateMessageType.REQUEST_TRANSACTION_DATA_SUCCESS;
    }
}
