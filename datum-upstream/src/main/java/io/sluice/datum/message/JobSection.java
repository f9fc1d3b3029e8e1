package io.sluice.datum.message;

import java.util.ArrayList;
import java.util.List;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.MerklePath;

/**
 * What a job is, sent with its first share on a connection (section 4.3). To a pool it also says: "this slot now holds
 * this job, forget its coinbases".
 *
 * <pre>
 * offset  size  field
 *      0     1  0x01
 *      1    32  previous block hash
 *     33     2  target byte index, u16
 *     35     4  nBits as in the header
 *     39     1  coinbaser id
 *     40     4  height, u32
 *     44     8  coinbase value, u64
 *     52     4  transactions without the coinbase, u32
 *     56     4  their weight, u32
 *     60     4  their size, u32
 *     64     4  their sigops, u32
 *     68     1  n
 *     69   32n  merkle branches
 * </pre>
 *
 * @param targetByteIndex where the target byte stands, counted from the beginning of the coinbase transaction
 * @param coinbaserId of the payout list the job was built from, 0 if none
 * @param coinbaseValue in satoshi
 * @param merklePath at most 255 branches; those of the full job, even when the share is subsidy-only
 */
public record JobSection(
        BlockHash prevHash, int targetByteIndex, CompactTarget nBits, int coinbaserId, long height, long coinbaseValue,
        long transactionCount, long totalWeight, long totalSize, long totalSigops, MerklePath merklePath) {

    static final int MARK = 0x01;

    public JobSection {
        Fields.u16(targetByteIndex, "target byte index");
        Fields.u8(coinbaserId, "coinbaser id");
        Fields.u32(height, "height");
        Fields.money(coinbaseValue, "coinbase value");
        Fields.u32(transactionCount, "transaction count");
        Fields.u32(totalWeight, "total weight");
        Fields.u32(totalSize, "total size");
        Fields.u32(totalSigops, "total sigops");
        Fields.u8(merklePath.branches().size(), "number of merkle branches");
    }

    static JobSection read(DatumReader in) throws MalformedDatumMessage {
        in.expect(MARK);
        return new JobSection(
                in.hash(), in.u16(), new CompactTarget(in.bits32()), in.u8(), in.u32(), in.satoshi(),
                in.u32(), in.u32(), in.u32(), in.u32(), readPath(in));
    }

    void write(DatumWriter out) {
        out.u8(MARK)
                .hash(prevHash).u16(targetByteIndex).u32(nBits.nBits()).u8(coinbaserId).u32(height).u64(coinbaseValue)
                .u32(transactionCount).u32(totalWeight).u32(totalSize).u32(totalSigops);
        List<BlockHash> branches = merklePath.branches();
        out.u8(branches.size());
        for (int i = 0; i < branches.size(); i++) {
            out.hash(branches.get(i));
        }
    }

    private static MerklePath readPath(DatumReader in) throws MalformedDatumMessage {
        int count = in.u8();
        List<BlockHash> branches = new ArrayList<>(Math.min(count, in.remaining() / BlockHash.SIZE));
        for (int i = 0; i < count; i++) {
            branches.add(in.hash());
        }
        return new MerklePath(branches);
    }
}
