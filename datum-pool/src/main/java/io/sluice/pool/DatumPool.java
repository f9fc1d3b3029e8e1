package io.sluice.pool;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;

import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.KeySet;
import io.sluice.datum.crypto.PoolKeys;
import io.sluice.mining.time.Ticker;
import io.sluice.pool.chain.ChainView;
import io.sluice.pool.chain.PoolTip;
import io.sluice.pool.chain.TipWatch;
import io.sluice.pool.ledger.LedgerEntry;
import io.sluice.pool.ledger.LedgerStore;
import io.sluice.pool.ledger.MinerCount;
import io.sluice.pool.ledger.PoolLedger;
import io.sluice.pool.link.PoolParts;
import io.sluice.pool.netty.DatumPoolServer;
import io.sluice.pool.payout.PayoutLists;
import io.sluice.pool.share.SeenHeaders;
import io.sluice.pool.share.ShareRules;

/**
 * A whole pool but for the listening socket: give {@link #initializer} to a server bootstrap, and gateways can mine here.
 *
 * <p>Its memory of shares and payout lists survives a restart with the same database, so that gateways which come back with work
 * from before are understood.
 *
 * <p>Safe on any thread. {@link #status} and {@link #close} wait for the disk.
 */
public final class DatumPool implements AutoCloseable {

    private static final int BLOCKS_SHOWN = 100;

    private final PoolParts parts;
    private final DatumPoolServer server;
    private final ChainView chain;

    private DatumPool(PoolParts parts, DatumPoolServer server, ChainView chain) {
        this.parts = parts;
        this.server = server;
        this.chain = chain;
    }

    /**
     * Opens the books and begins to follow the chain.
     *
     * @param keys the pool's long-term keys, see {@link PoolKeyFile}
     * @param store where the books lie; closed with the pool
     * @param writer runs the writing into the books; one thread is enough
     * @param clock the wall clock
     * @param random good enough for keys
     */
    public static DatumPool open(
            PoolSettings settings, DatumCrypto crypto, KeySet keys, ChainView chain, LedgerStore store, Executor writer,
            InstantSource clock, Ticker ticker, RandomGenerator random) {
        PoolLedger ledger = new PoolLedger(store, writer, ticker, settings.ledger().queueCapacity());
        var payouts = new PayoutLists(
                settings.plan(), settings.payoutScript(),
                offer -> ledger.record(new LedgerEntry.Offered(offer, clock.instant())),
                ledger.offers(PayoutLists.MOST_QUESTIONS));
        var seen = new SeenHeaders(settings.sharesPerBlock());
        ledger.forEachRecentHeader(settings.sharesPerBlock(), seen::add);
        var rules = new ShareRules(settings.network(), settings.configuration(), settings.usernames());
        var tips = new TipWatch(ticker, settings.grace());
        var parts = new PoolParts(crypto, keys, random, settings.messageOfTheDay(), rules, chain, tips, payouts, seen,
                ledger, clock, ticker, settings.linkLimits());
        var pool = new DatumPool(parts, new DatumPoolServer(parts, settings.socketLimits()), chain);
        pool.follow();
        return pool;
    }

    /** What gateways have to put into their configuration. */
    public PoolKeys publicKeys() {
        return new PoolKeys(parts.keys().publicKeys());
    }

    /** To be given to a server bootstrap as child handler. */
    public ChannelInitializer<Channel> initializer() {
        return server.initializer();
    }

    /** How it goes. */
    public PoolStatus status() {
        List<MinerCount> miners = parts.ledger().miners();
        Map<Integer, Long> rejections = parts.ledger().rejections();
        return new PoolStatus(
                parts.tips().current(),
                server.gateways(),
                miners,
                miners.stream().mapToLong(MinerCount::accepted).sum(),
                miners.stream().mapToLong(MinerCount::tentative).sum(),
                rejections.values().stream().mapToLong(Long::longValue).sum(),
                rejections,
                parts.ledger().unrecorded(),
                parts.ledger().blocks(BLOCKS_SHOWN),
                parts.ledger().trouble());
    }

    /** Hangs up on all gateways, writes every share that was answered and closes the books. */
    @Override
    public void close() {
        server.close();
        parts.ledger().close();
    }

    private void follow() {
        chain.listen(this::advance);
    }

    private void advance(PoolTip tip) {
        if (parts.tips().advance(tip)) {
            parts.seen().keepOnly(parts.tips().recent());
            parts.ledger().record(new LedgerEntry.NewTip(tip, parts.clock().instant()));
            server.newBlock();
        }
    }
}
