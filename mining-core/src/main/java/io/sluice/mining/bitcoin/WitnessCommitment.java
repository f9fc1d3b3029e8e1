package io.sluice.mining.bitcoin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.sluice.wire.type.Bytes;

/**
 * The output by which a coinbase commits to all witnesses of its block (BIP 141).
 *
 * <pre>
 * offset  size   field
 *      0     6   6a 24 aa 21 a9 ed
 *      6    32   double SHA-256 of witness merkle root and reserved value
 * </pre>
 *
 * @param hash the 32 bytes
 */
public record WitnessCommitment(BlockHash hash) {

    private static final Bytes HEADER = Bytes.hex("6a24aa21a9ed");
    private static final int SIZE = HEADER.length() + BlockHash.SIZE;

    /**
     * The commitment of a block.
     *
     * @param wtxids of all transactions but the coinbase, in block order
     */
    public static WitnessCommitment over(List<BlockHash> wtxids) {
        List<BlockHash> leaves = new ArrayList<>(wtxids.size() + 1);
        // The coinbase can not commit to its own hash.
        leaves.add(BlockHash.ZERO);
        leaves.addAll(wtxids);
        Bytes root = MerkleTree.root(leaves).internal();
        return new WitnessCommitment(
                new BlockHash(Sha256d.hash(root.concat(CoinbaseTransaction.RESERVED_VALUE.internal()))));
    }

    /** The commitment among the outputs of a coinbase: the last one that has its form counts. */
    public static Optional<WitnessCommitment> in(List<TxOutput> outputs) {
        return outputs.reversed().stream().map(TxOutput::script).flatMap(script -> read(script).stream()).findFirst();
    }

    /** The commitment that an output script stands for; scripts may be longer than it. */
    public static Optional<WitnessCommitment> read(Bytes script) {
        return script.length() >= SIZE && script.slice(0, HEADER.length()).equals(HEADER)
                ? Optional.of(new WitnessCommitment(new BlockHash(script.slice(HEADER.length(), SIZE))))
                : Optional.empty();
    }

    /** The output script. */
    public Bytes script() {
        return HEADER.concat(hash.internal());
    }
}
