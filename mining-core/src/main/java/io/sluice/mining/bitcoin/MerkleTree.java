package io.sluice.mining.bitcoin;

import java.util.List;

import io.sluice.wire.type.Bytes;

/** The root over all leaves of a block. Mining needs only a {@link MerklePath}; this is for whoever holds the whole block. */
public final class MerkleTree {

    private MerkleTree() {}

    /**
     * The merkle root: pairs are hashed level by level, and where a level is odd its last node counts twice.
     *
     * @param leaves at least one, in block order
     */
    public static BlockHash root(List<BlockHash> leaves) {
        if (leaves.isEmpty()) {
            throw new IllegalArgumentException("a tree without leaves has no root");
        }
        int count = leaves.size();
        // One place more than there are leaves, for the copy of the last.
        byte[] nodes = new byte[(count + 1) * Sha256d.SIZE];
        for (int i = 0; i < count; i++) {
            leaves.get(i).internal().copyTo(nodes, i * Sha256d.SIZE);
        }
        Sha256d sha = new Sha256d();
        while (count > 1) {
            if (count % 2 == 1) {
                System.arraycopy(nodes, (count - 1) * Sha256d.SIZE, nodes, count * Sha256d.SIZE, Sha256d.SIZE);
            }
            count = (count + 1) / 2;
            for (int i = 0; i < count; i++) {
                sha.hash(nodes, 2 * i * Sha256d.SIZE, 2 * Sha256d.SIZE, nodes, i * Sha256d.SIZE);
            }
        }
        return new BlockHash(Bytes.of(nodes, 0, Sha256d.SIZE));
    }
}
