package io.sluice.wire.mining;

import java.util.List;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.U256;

/**
 * Announces a job that the client made itself; client to server, type 0x22.
 *
 * <pre>
 * offset  size      field                        type
 *      0  4         channel_id                   U32
 *      4  4         request_id                   U32
 *      8  1..256    mining_job_token             B0_255
 *         4         version                      U32
 *         32        prev_hash                    U256
 *         4         min_ntime                    U32
 *         4         nbits                        U32
 *         4         coinbase_tx_version          U32
 *         1..256    coinbase_prefix              B0_255
 *         4         coinbase_tx_input_nSequence  U32
 *         2..65537  coinbase_tx_outputs          B0_64K
 *         4         coinbase_tx_locktime         U32
 *         1..8161   merkle_path                  SEQ0_255[U256]
 * </pre>
 *
 * @param requestId pairs request and answer; the client's choice
 * @param miningJobToken from the job declaration server
 * @param prevHash in wire order
 * @param minNtime seconds since 1970
 * @param nbits compact target of the network
 * @param coinbasePrefix begin of the scriptSig; the text says up to 8 bytes, the reference puts more
 * @param coinbaseTxOutputs count as CompactSize, then the outputs
 * @param merklePath hashes beside the coinbase, deepest first, in wire order
 * @see <a href="https://stratumprotocol.org/specification/05-mining-protocol/">SV2 5.3.18</a>
 */
public record SetCustomMiningJob(long channelId, long requestId, Bytes miningJobToken, long version, U256 prevHash,
        long minNtime, long nbits, long coinbaseTxVersion, Bytes coinbasePrefix, long coinbaseTxInputNSequence,
        Bytes coinbaseTxOutputs, long coinbaseTxLocktime, List<U256> merklePath) implements MiningMessage {

    public SetCustomMiningJob {
        merklePath = List.copyOf(merklePath);
    }

    static SetCustomMiningJob read(WireReader in) throws MalformedMessage {
        return new SetCustomMiningJob(in.u32(), in.u32(), in.b0_255(), in.u32(), in.u256(), in.u32(), in.u32(),
                in.u32(), in.b0_255(), in.u32(), in.b0_64k(), in.u32(), in.seq0_255u256());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(channelId).u32(requestId).b0_255(miningJobToken).u32(version).u256(prevHash).u32(minNtime).u32(nbits)
                .u32(coinbaseTxVersion).b0_255(coinbasePrefix).u32(coinbaseTxInputNSequence).b0_64k(coinbaseTxOutputs)
                .u32(coinbaseTxLocktime).seq0_255u256(merklePath);
    }

    @Override
    public MiningMessageType type() {
        return MiningMessageType.SET_CUSTOM_MINING_JOB;
    }
}
