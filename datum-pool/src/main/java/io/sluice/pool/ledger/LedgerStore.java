package io.sluice.pool.ledger;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.pool.payout.PayoutOffer;

/**
 * Where the books lie: all that {@link PoolLedger} asks of a disk.
 *
 * <p>Threading: one caller of {@link #write} at a time; the others on any thread. All may block.
 */
public interface LedgerStore extends AutoCloseable {

    /** Opens the books, making them if there are none. */
    @FunctionalInterface
    interface Opener {
        LedgerStore open() throws LedgerFailure;
    }

    /** Where it lies, for the operator. */
    String place();

    /**
     * Writes entries in their order, all of them or none. A header that is there already counts as a duplicate, whoever sent it.
     *
     * @throws LedgerFailure when none was written
     */
    void write(List<LedgerEntry> entries) throws LedgerFailure;

    /** What every miner's shares came to, largest accepted difficulty first. */
    List<MinerCount> miners();

    /** Rejected shares by the number of the reason, smallest number first. */
    Map<Integer, Long> rejections();

    /** The newest blocks, newest first. */
    List<FoundBlock> blocks(int most);

    /** The newest payout lists, oldest of them first. */
    List<PayoutOffer> offers(int most);

    /** Passes on the newest headers that count, each with the block it builds on, newest first. */
    void forEachRecentHeader(int most, BiConsumer<BlockHash, BlockHash> prevHashAndHeaderHash);

    /** Closes it. */
    @Override
    void close();
}
