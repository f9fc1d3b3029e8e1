package io.sluice.mining.bitcoin;

import java.util.ArrayList;
import java.util.List;

import io.sluice.wire.type.Bytes;

/**
 * The right siblings of the leftmost leaf, from the bottom up: all that is needed to get from a coinbase to the merkle root.
 *
 * @param branches in hash byte order; empty for a block with the coinbase alone
 */
public record MerklePath(List<BlockHash> branches) {

    /** The path of a block without other transactions. */
    public static final MerklePath EMPTY = new MerklePath(List.of());

    public MerklePath {
        branches = List.copyOf(branches);
    }

    /** The path beside the coinbase, from the ids of all other transactions in block order. */
    public static MerklePath of(List<BlockHash> txids) {
        List<BlockHash> branches = new ArrayList<>();
        // Position 0 stands for the coinbase, whose hash is not known and not needed.
        List<BlockHash> level = new ArrayList<>(txids.size() + 1);
        level.add(BlockHash.ZERO);
        level.addAll(txids);
        Sha256d sha = new Sha256d();
        while (level.size() > 1) {
            branches.add(level.get(1));
            if (level.size() % 2 == 1) {
                level.add(level.getLast());
            }
            List<BlockHash> above = new ArrayList<>(level.size() / 2);
            above.add(BlockHash.ZERO);
            for (int i = 2; i < level.size(); i += 2) {
                above.add(parent(sha, level.get(i), level.get(i + 1)));
            }
            level = above;
        }
        return new MerklePath(branches);
    }

    /**
     * Folds the path over a leaf in place, for the hot path.
     *
     * @param sha the caller's own hasher
     * @param node 64 bytes; the coinbase txid in the first 32, which the merkle root replaces
     */
    public void fold(Sha256d sha, byte[] node) {
        for (int i = 0; i < branches.size(); i++) {
            branches.get(i).internal().copyTo(node, Sha256d.SIZE);
            sha.hash(node, 0, 2 * Sha256d.SIZE, node, 0);
        }
    }

    /** The merkle root above a coinbase with this txid. */
    public BlockHash root(BlockHash coinbaseTxid) {
        byte[] node = new byte[2 * Sha256d.SIZE];
        coinbaseTxid.internal().copyTo(node, 0);
        fold(new Sha256d(), node);
        return BlockHash.of(node, 0);
    }

    private static BlockHash parent(Sha256d sha, BlockHash left, BlockHash right) {
        byte[] node = new byte[2 * Sha256d.SIZE];
        left.internal().copyTo(node, 0);
        right.internal().copyTo(node, Sha256d.SIZE);
        byte[] hash = new byte[Sha256d.SIZE];
        sha.hash(node, 0, node.length, hash, 0);
        return new BlockHash(Bytes.adopt(hash));
    }
}
