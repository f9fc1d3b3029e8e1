package io.sluice.wire.declaration;

import java.util.List;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;

/**
 * Asks for transactions of a declared job that the server does not have; server to client, type 0x55.
 *
 * <pre>
 * offset  size       field                     type
 *      0  4          request_id                U32
 *      4  2..131072  unknown_tx_position_list  SEQ0_64K[U16]
 * </pre>
 *
 * @param requestId of the declaration
 * @param unknownTxPositionList places in the list of the declaration, from 0; the coinbase is not counted
 * @see <a href="https://stratumprotocol.org/specification/06-job-declaration-protocol/">SV2 6.4.7</a>
 */
public record ProvideMissingTransactions(long requestId,
        List<Integer> unknownTxPositionList) implements DeclarationMessage {

    public ProvideMissingTransactions {
        unknownTxPositionList = List.copyOf(unknownTxPositionList);
    }

    static ProvideMissingTransactions read(WireReader in) throws MalformedMessage {
        return new ProvideMissingTransactions(in.u32(), in.seq0_64kU16());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(requestId).seq0_64kU16(unknownTxPositionList);
    }

    @Override
    public DeclarationMessageType type() {
        return DeclarationMessageType.PROVIDE_MISSING_TRANSACTIONS;
    }
}
