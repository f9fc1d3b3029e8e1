package io.sluice.app.sandbox;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.sluice.mining.bitcoin.BlockHash;

/**
 * Blocks and what they stand on. All have the same target, so the branch with the most work is the highest; of equal ones the first.
 *
 * <p>Belongs to the sandbox's thread.
 */
final class BlockTree {

    /** Blocks that lie deeper below the tip are forgotten, and no branch can begin at them. */
    static final int DEPTH = 288;

    /** The time of a block must be above the median of so many before it. */
    private static final int MEDIAN_OF = 11;

    private final Map<BlockHash, SandboxBlock> blocks = new HashMap<>();
    private SandboxBlock tip;

    BlockTree(SandboxBlock root) {
        blocks.put(root.hash(), root);
        tip = root;
    }

    SandboxBlock tip() {
        return tip;
    }

    Optional<SandboxBlock> find(BlockHash hash) {
        return Optional.ofNullable(blocks.get(hash));
    }

    /** The block at a height of the best branch. */
    Optional<SandboxBlock> at(int height) {
        return branch(tip).filter(block -> block.height() == height).findFirst();
    }

    /** Adds a block whose parent is known; returns whether it is the new tip. */
    boolean add(SandboxBlock block) {
        blocks.put(block.hash(), block);
        if (block.height() <= tip.height()) {
            return false;
        }
        tip = block;
        return true;
    }

    /** Makes a block the tip if no other is higher; returns whether it is the tip now. */
    boolean prefer(SandboxBlock block) {
        if (block.height() < tip.height()) {
            return false;
        }
        tip = block;
        return true;
    }

    /** A block and all below it, downwards. */
    Stream<SandboxBlock> branch(SandboxBlock from) {
        return Stream.iterate(Optional.of(from), Optional::isPresent, block -> block.flatMap(b -> find(b.parent())))
                .flatMap(Optional::stream);
    }

    /** The ids of all transactions in a block and below it. */
    Set<BlockHash> txidsUpTo(SandboxBlock block) {
        Set<BlockHash> txids = new HashSet<>();
        branch(block).forEach(below -> txids.addAll(below.txids()));
        return txids;
    }

    /** The median time of a block and those before it (BIP 113), Unix seconds. */
    long medianTime(SandboxBlock block) {
        List<Long> times = branch(block).limit(MEDIAN_OF).map(SandboxBlock::time).sorted().toList();
        return times.get(times.size() / 2);
    }

    /** How many blocks of a branch stand on this one and count themselves; -1 for a block beside the best branch. */
    int confirmations(SandboxBlock block) {
        return at(block.height()).filter(block::equals).isPresent() ? tip.height() - block.height() + 1 : -1;
    }

    /** Forgets what lies too deep. */
    List<SandboxBlock> prune() {
        List<SandboxBlock> deep = blocks.values().stream().filter(block -> block.height() < tip.height() - DEPTH)
                .toList();
        deep.forEach(block -> blocks.remove(block.hash()));
        return deep;
    }
}
