package io.sluice.app.wiring;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import io.sluice.app.config.PoolServerConfig;
import io.sluice.app.node.BitcoinNode;
import io.sluice.app.node.BlockSender;
import io.sluice.app.node.NodeRpc;
import io.sluice.mining.bitcoin.Network;
import io.sluice.pool.DatumPool;
import io.sluice.pool.PoolSettings;
import io.sluice.pool.PoolStatus;
import io.sluice.pool.ledger.LedgerFailure;
import io.sluice.pool.ledger.LedgerSettings;
import io.sluice.pool.link.LinkLimits;
import io.sluice.pool.netty.SocketLimits;
import io.sluice.pool.payout.ConfiguredSplit;
import io.sluice.pool.share.UsernamePolicy;

/**
 * A whole DATUM pool on a socket, with its own node. Made by {@link #open}, which gives only one that really runs.
 *
 * <p>Safe on any thread.
 */
public final class Pool implements AutoCloseable {

    private static final int WHOLE = 1000;

    private final DatumPool pool;
    private final Sockets.Listener listener;

    private Pool(DatumPool pool, Sockets.Listener listener) {
        this.pool = pool;
        this.listener = listener;
    }

    /**
     * Asks the node where the chain is, then opens a pool. The stage fails with an {@link IOException} whose message tells the operator
     * what is wrong and what to do.
     */
    public static CompletionStage<Pool> open(PoolServerConfig config, PoolFiles files, World world) {
        NodeRpc rpc = new NodeRpc(world.http(), config.node().address(), config.node().login());
        NodeRpc blockRpc = new NodeRpc(world.patientHttp(), config.node().address(), config.node().login());
        return BitcoinNode.chainOf(rpc)
                .thenApply(chain -> Networks.resolve(config.network(), chain))
                .thenCompose(network -> {
                    NodeView chain = new NodeView(
                            new BitcoinNode(rpc, network), new BlockSender(blockRpc), world.sockets().loop());
                    return chain.start()
                            .thenCompose(_ -> listen(config, make(config, files, world, network, chain), world));
                });
    }

    private static DatumPool make(
            PoolServerConfig config, PoolFiles files, World world, Network network, NodeView chain) {
        try {
            return DatumPool.open(
                    settings(config, network),
                    world.crypto().datum(),
                    files.keys(),
                    chain,
                    files.books().open(),
                    world.disk(),
                    world.clock(),
                    world.ticker(),
                    world.random());
        } catch (LedgerFailure | IllegalArgumentException e) {
            throw new CompletionException(new IOException(e.getMessage(), e));
        }
    }

    private static CompletionStage<Pool> listen(PoolServerConfig config, DatumPool pool, World world) {
        return world.sockets()
                .listen(config.listen(), pool.initializer())
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        pool.close();
                    }
                })
                .thenApply(listener -> new Pool(pool, listener));
    }

    private static PoolSettings settings(PoolServerConfig config, Network network) {
        List<ConfiguredSplit.Payee> payees = new ArrayList<>();
        int given = 0;
        for (PoolServerConfig.Payee payee : config.split()) {
            payees.add(new ConfiguredSplit.Payee(
                    Networks.address(payee.address(), network).script(), payee.perMille()));
            given += payee.perMille();
        }
        return new PoolSettings(
                network,
                Networks.address(config.payoutAddress(), network).script(),
                config.tag(),
                config.primeId(),
                config.minimumDifficulty(),
                config.motd(),
                new ConfiguredSplit(payees, WHOLE - given),
                UsernamePolicy.VISIBLE,
                PoolSettings.GRACE,
                PoolSettings.SHARES_PER_BLOCK,
                LedgerSettings.DEFAULT,
                LinkLimits.DEFAULT,
                SocketLimits.DEFAULT);
    }

    /** Where gateways connect. */
    public InetSocketAddress address() {
        return listener.address();
    }

    /** What gateways have to put into their configuration. */
    public String publicKey() {
        return pool.publicKeys().toText();
    }

    /** How it goes. Waits for the disk. */
    public PoolStatus status() {
        return pool.status();
    }

    /** Takes no more gateways, hangs up on all, and closes the books. */
    @Override
    public void close() {
        listener.close();
        pool.close();
    }
}
