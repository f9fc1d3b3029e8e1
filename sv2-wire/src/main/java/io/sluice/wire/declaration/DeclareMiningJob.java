package io.sluice.wire.declaration;

import java.util.List;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.U256;

/**
 * Declares a job with transactions of the client's choice; client to server, type 0x57.
 *
 * <pre>
 * offset  size        field               type
 *      0  4           request_id          U32
 *      4  1..256      mining_job_token    B0_255
 *         4           version             U32
 *         2..65537    coinbase_tx_prefix  B0_64K
 *         2..65537    coinbase_tx_suffix  B0_64K
 *         2..2097122  wtxid_list          SEQ0_64K[U256]
 *         2..65537    excess_data         B0_64K
 * </pre>
 *
 * @param requestId pairs request and answer; the client's choice
 * @param miningJobToken from {@link AllocateMiningJobTokenSuccess}
 * @param version version field of the header
 * @param coinbaseTxPrefix coinbase up to the extranonce, BIP 141 parts included
 * @param coinbaseTxSuffix coinbase behind the extranonce, BIP 141 parts included
 * @param wtxidList all transactions but the coinbase, in wire order
 * @param excessData whatever else a pool may need
 * @see <a href="https://stratumprotocol.org/specification/06-job-declaration-protocol/">SV2 6.4.4</a>
 */
public record DeclareMiningJob(long requestId, Bytes miningJobToken, long version, Bytes coinbaseTxPrefix,
        Bytes coinbaseTxSuffix, List<U256> wtxidList, Bytes excessData) implements DeclarationMessage {

    public DeclareMiningJob {
        wtxidList = List.copyOf(wtxidList);
    }

    static DeclareMiningJob read(WireReader in) throws MalformedMessage {
        return new DeclareMiningJob(in.u32(), in.b0_255(), in.u32(), in.b0_64k(), in.b0_64k(), in.seq0_64kU256(),
                in.b0_64k());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(requestId).b0_255(miningJobToken).u32(version).b0_64k(coinbaseTxPrefix).b0_64k(coinbaseTxSuffix)
                .seq0_64kU256(wtxidList).b0_64k(excessData);
    }

    @Override
    public DeclarationMessageType type() {
        return DeclarationMessageType.DECLARE_MINING_JOB;
    }
}
