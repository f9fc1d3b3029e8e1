package io.sluice.pool.share;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.sluice.mining.bitcoin.BlockHash;

/**
 * Which headers were counted already, by whatever gateway, for the few blocks that work may still build on.
 *
 * <p>Headers are told apart by 64 bits of the random end of their hash. The number per block is bounded; when it is reached,
 * shares are refused rather than taken unseen.
 *
 * <p>Safe on any thread.
 */
public final class SeenHeaders {

    /** The tip, the one before, and what gateways that are ahead of our node may build on. */
    private static final int MOST_BLOCKS = 4;

    /** What became of an attempt to count a header. */
    public enum Entry {
        /** It was not counted before; now it is. */
        NEW,
        /** It was counted before. */
        SEEN,
        /** There is no room to remember it. */
        NO_ROOM
    }

    private final int mostPerBlock;
    private final ConcurrentHashMap<BlockHash, Seen> blocks = new ConcurrentHashMap<>();

    /** @param mostPerBlock headers remembered per block that they build on; about 60 bytes each */
    public SeenHeaders(int mostPerBlock) {
        this.mostPerBlock = mostPerBlock;
    }

    /** Whether a header was counted. */
    public boolean contains(BlockHash prevHash, BlockHash headerHash) {
        Seen seen = blocks.get(prevHash);
        return seen != null && seen.fingerprints.contains(fingerprint(headerHash));
    }

    /** Counts a header, once. */
    public Entry add(BlockHash prevHash, BlockHash headerHash) {
        Seen seen = blocks.get(prevHash);
        if (seen == null) {
            if (blocks.size() >= MOST_BLOCKS) {
                return Entry.NO_ROOM;
            }
            seen = blocks.computeIfAbsent(prevHash, unseen -> new Seen());
        }
        if (seen.count.get() >= mostPerBlock) {
            return seen.fingerprints.contains(fingerprint(headerHash)) ? Entry.SEEN : Entry.NO_ROOM;
        }
        if (!seen.fingerprints.add(fingerprint(headerHash))) {
            return Entry.SEEN;
        }
        seen.count.incrementAndGet();
        return Entry.NEW;
    }

    /** Forgets what builds on other blocks: it is stale from now on. */
    public void keepOnly(Collection<BlockHash> prevHashes) {
        blocks.keySet().retainAll(prevHashes);
    }

    private static long fingerprint(BlockHash headerHash) {
        return headerHash.internal().u64At(0);
    }

    private static final class Seen {
        final Set<Long> fingerprints = ConcurrentHashMap.newKeySet();
        final AtomicInteger count = new AtomicInteger();
    }
}
