package io.sluice.wire.declaration;

import java.util.List;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Bytes;

/**
 * Hands over the transactions that were asked for; client to server, type 0x56.
 *
 * <pre>
 * offset  size  field             type
 *      0  4     request_id        U32
 *      4  2..   transaction_list  SEQ0_64K[B0_16M]
 * </pre>
 *
 * No bound but that of a frame: a block of four million weight units fits several times.
 *
 * @param requestId of the declaration
 * @param transactionList whole transactions with their witnesses, in the order in which they were asked for
 * @see <a href="https://stratumprotocol.org/specification/06-job-declaration-protocol/">SV2 6.4.8</a>
 */
public record ProvideMissingTransactionsSuccess(long requestId,
        List<Bytes> transactionList) implements DeclarationMessage {

    public ProvideMissingTransactionsSuccess {
        transactionList = List.copyOf(transactionList);
    }

    static ProvideMissingTransactionsSuccess read(WireReader in) throws MalformedMessage {
        return new ProvideMissingTransactionsSuccess(in.u32(), in.seq0_64kB0_16m());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(requestId).seq0_64kB0_16m(transactionList);
    }

    @Override
    public DeclarationMessageType type() {
        return DeclarationMessageType.PROVIDE_MISSING_TRANSACTIONS_SUCCESS;
    }
}
