package io.sluice.wire.mining;

import java.util.List;
import java.util.OptionalLong;

import io.sluice.wire.MalformedMessage;
import io.sluice.wire.WireReader;
import io.sluice.wire.WireWriter;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.U256;

/**
 * A job for an extended channel or for all channels of a group; server to client, type 0x1f.
 *
 * <pre>
 * offset  size      field                    type
 *      0  4         channel_id               U32
 *      4  4         job_id                   U32
 *      8  1 or 5    min_ntime                OPTION[U32]
 *         4         version                  U32
 *         1         version_rolling_allowed  BOOL
 *         1..8161   merkle_path              SEQ0_255[U256]
 *         2..65537  coinbase_tx_prefix       B0_64K
 *         2..65537  coinbase_tx_suffix       B0_64K
 * </pre>
 *
 * @param channelId extended channel or group
 * @param minNtime seconds since 1970; empty for a future job, which waits for the {@link SetNewPrevHash} that names
 *         it
 * @param version version field of the header
 * @param versionRollingAllowed whether the bits of BIP 323 are the client's to change
 * @param merklePath hashes beside the coinbase, deepest first, in wire order
 * @param coinbaseTxPrefix coinbase up to the extranonce, without BIP 141 parts
 * @param coinbaseTxSuffix coinbase behind the extranonce, without BIP 141 parts
 * @see <a href="https://stratumprotocol.org/specification/05-mining-protocol/">SV2 5.3.16</a>
 */
public record NewExtendedMiningJob(long channelId, long jobId, OptionalLong minNtime, long version,
        boolean versionRollingAllowed, List<U256> merklePath, Bytes coinbaseTxPrefix,
        Bytes coinbaseTxSuffix) implements MiningMessage {

    public NewExtendedMiningJob {
        merklePath = List.copyOf(merklePath);
    }

    static NewExtendedMiningJob read(WireReader in) throws MalformedMessage {
        return new NewExtendedMiningJob(in.u32(), in.u32(), in.optionU32(), in.u32(), in.bool(), in.seq0_255u256(),
                in.b0_64k(), in.b0_64k());
    }

    @Override
    public void write(WireWriter out) {
        out.u32(channelId).u32(jobId).optionU32(minNtime).u32(version).bool(versionRollingAllowed)
                .seq0_255u256(merklePath).b0_64k(coinbaseTxPrefix).b0_64k(coinbaseTxSuffix);
    }

    @Override
    public MiningMessageType type() {
        return MiningMessageType.NEW_EXTENDED_MINING_JOB;
    }
}
