package io.sluice.pool.chain;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.time.Ticker;

/**
 * Remembers the tip and the one before.
 *
 * <p>Threading: {@link #advance} by the bringer of tips alone; everything else from any thread, without a lock.
 */
public final class TipWatch {

    private final Ticker ticker;
    private final long graceNanos;

    private volatile @Nullable Window window;

    /** @param grace how long after a new block work for the one before still counts */
    public TipWatch(Ticker ticker, Duration grace) {
        this.ticker = ticker;
        this.graceNanos = grace.toNanos();
    }

    /**
     * Takes a tip.
     *
     * @return whether it is another block than before
     */
    public boolean advance(PoolTip tip) {
        Window before = window;
        if (before == null) {
            window = new Window(tip, null, ticker.nanos());
            return true;
        }
        if (before.current.prevHash().equals(tip.prevHash())) {
            window = new Window(tip, before.previous, before.since);
            return false;
        }
        window = new Window(tip, before.current, ticker.nanos());
        return true;
    }

    /** The tip, once there is one. */
    public Optional<PoolTip> current() {
        Window now = window;
        return now == null ? Optional.empty() : Optional.of(now.current);
    }

    /** The blocks that work may build on: the newest, then the one before. */
    public List<BlockHash> recent() {
        Window now = window;
        if (now == null) {
            return List.of();
        }
        return now.previous == null
                ? List.of(now.current.prevHash())
                : List.of(now.current.prevHash(), now.previous.prevHash());
    }

    /**
     * How work for the block at {@code height} on top of {@code prevHash} stands.
     *
     * @param height as the gateway says, unchecked
     */
    public Standing standing(BlockHash prevHash, long height) {
        Window now = window;
        if (now == null) {
            return new Standing.Unknown();
        }
        if (prevHash.equals(now.current.prevHash())) {
            return new Standing.Current(now.current);
        }
        if (now.previous != null && prevHash.equals(now.previous.prevHash())) {
            return ticker.nanos() - now.since <= graceNanos
                    ? new Standing.Late(now.previous)
                    : new Standing.Stale();
        }
        return height == now.current.height() + 1L ? new Standing.Early(now.current) : new Standing.Stale();
    }

    private record Window(PoolTip current, @Nullable PoolTip previous, long since) {}
}
