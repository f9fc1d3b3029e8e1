package io.sluice.app.demo;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import io.sluice.app.config.BadConfiguration;
import io.sluice.app.config.GatewayConfig;
import io.sluice.app.config.PoolServerConfig;
import io.sluice.app.miner.CpuMiner;
import io.sluice.app.miner.Server;
import io.sluice.app.sandbox.SandboxBlock;
import io.sluice.app.sandbox.SandboxListener;
import io.sluice.app.sandbox.SandboxSettings;
import io.sluice.app.wiring.Gateway;
import io.sluice.app.wiring.GatewayFiles;
import io.sluice.app.wiring.KeyFiles;
import io.sluice.app.wiring.LabMiners;
import io.sluice.app.wiring.Pool;
import io.sluice.app.wiring.PoolFiles;
import io.sluice.app.wiring.Sandbox;
import io.sluice.app.wiring.Stages;
import io.sluice.app.wiring.World;
import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.ledger.Tally;
import io.sluice.pool.PoolStatus;

/**
 * The main job: starts every part, lets it mine for a while, stops the miners, lets everything drain, and asks every part what it
 * counted.
 *
 * <p>Belongs to the thread of its caller.
 */
public final class Demo {

    private static final Duration BLOCK_TIME = Duration.ofSeconds(4);
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 500;
    private static final String LOOPBACK = "127.0.0.1";
    private static final InetSocketAddress ANY_PORT = InetSocketAddress.createUnresolved(LOOPBACK, 0);
    private static final String PASSWORD = "sandbox";

    private final World world;
    private final DemoScreen screen;
    private final DemoCrowd crowd;
    private final Path folder;
    private final AtomicLong height = new AtomicLong();
    private final AtomicLong ours = new AtomicLong();

    /**
     * @param out where it shows how it goes
     * @param terminal whether that is a terminal
     * @param crowd who mines
     * @param folder for the data of pool and gateway; the caller removes it
     */
    public Demo(World world, PrintWriter out, boolean terminal, DemoCrowd crowd, Path folder) {
        this.world = world;
        this.crowd = crowd;
        this.screen = new DemoScreen(out, terminal);
        this.folder = folder;
    }

    /** Runs for so long, plus what it takes to drain. Fails with a sentence when a part can not start. */
    public DemoReport run(Duration length) throws IOException, BadConfiguration, InterruptedException {
        Sandbox node = Stages.await(Sandbox.open(
                SandboxSettings.of(crowd.hashRate(), BLOCK_TIME), ANY_PORT, PASSWORD, PASSWORD, world, new Heights()));
        screen.say("sandbox node   http://" + at(node.address()) + ", a block every " + BLOCK_TIME.toSeconds()
                + " s or so");

        KeyFiles poolKeys = new KeyFiles(folder.resolve("pool-data"), world.random());
        String poolKey = poolKeys.createPool();
        PoolServerConfig poolConfig = DemoConfigs.pool(node.address().getPort(), folder);
        try (Pool pool = Stages.await(Pool.open(poolConfig, PoolFiles.of(poolConfig, world), world))) {
            screen.say("DATUM pool     " + at(pool.address()) + ", three payouts in every block");

            new KeyFiles(folder.resolve("data"), world.random()).createAuthority();
            GatewayConfig config = DemoConfigs.gateway(node.address().getPort(), pool.address().getPort(), poolKey,
                    folder);
            Gateway gateway = Stages.await(Gateway.open(config, GatewayFiles.of(config, world), world));
            InetSocketAddress sv2 = gateway.sv2Address().orElseThrow();
            InetSocketAddress sv1 = gateway.sv1Address().orElseThrow();
            screen.say("gateway        SV2 on " + at(sv2) + ", SV1 on " + at(sv1));
            screen.say("");
            return mine(length, crowd.hire(new LabMiners(world), server(sv1), server(sv2), gateway.authorityKey()),
                    gateway, pool);
        }
    }

    private DemoReport mine(Duration length, List<CpuMiner> miners, Gateway gateway, Pool pool)
            throws IOException, BadConfiguration, InterruptedException {
        long start = world.ticker().nanos();
        Optional<Double> firstShare = Optional.empty();
        miners.forEach(CpuMiner::start);
        while (secondsSince(start) < length.toMillis() / 1000.0) {
            pause();
            if (firstShare.isEmpty() && miners.stream().anyMatch(miner -> miner.counts().accepted() > 0)) {
                firstShare = Optional.of(Math.round(secondsSince(start) * 10) / 10.0);
            }
            draw(start, length, miners, gateway, pool);
        }
        draw(start, length, miners, gateway, pool);
        screen.done();
        screen.say("");
        screen.say("the miners stop; everything drains");
        miners.forEach(CpuMiner::stopHashing);
        // Answers first: a miner that leaves before would never hear of its last shares.
        waitFor(() -> miners.stream().allMatch(miner -> miner.counts().open() == 0));
        waitFor(() -> gateway.blockCounts().open() == 0);
        waitFor(() -> onItsWay(gateway.ledger().total()) == 0);
        List<DemoReport.Miner> told = miners.stream().map(DemoReport.Miner::of).toList();
        miners.forEach(CpuMiner::close);
        Stages.await(gateway.drain());
        long answered = answered(gateway.ledger().total());
        // The pool answers before its books are on disk.
        waitFor(() -> total(users(pool.status())) >= answered);
        return report(told, gateway, pool, firstShare);
    }

    private DemoReport report(List<DemoReport.Miner> told, Gateway gateway, Pool pool, Optional<Double> firstShare)
            throws IOException {
        Map<String, Tally> byUsername = new HashMap<>();
        gateway.ledger().byWorker().forEach(
                (worker, tally) -> byUsername.merge(gateway.usernameOf(worker), tally, Tally::plus));
        Map<String, Map<String, Long>> reasons = new TreeMap<>();
        for (ShareFate fate : ShareFate.values()) {
            Map<String, Long> counts = gateway.ledger().reasons(fate);
            if (!counts.isEmpty()) {
                reasons.put(fate.name().toLowerCase(Locale.ROOT), counts);
            }
        }
        return new DemoReport(
                told,
                users(pool.status()),
                gateway.ledger().total(),
                byUsername,
                reasons,
                new DemoReport.Blocks(
                        gateway.blockCounts().found(), gateway.blockCounts().accepted(),
                        gateway.blockCounts().lostRace()),
                height.get(),
                firstShare);
    }

    private void draw(long start, Duration length, List<CpuMiner> miners, Gateway gateway, Pool pool)
            throws IOException {
        PoolStatus status = pool.status();
        screen.draw(new DemoScreen.Picture(
                Math.min(secondsSince(start), (double) length.toSeconds()),
                length.toSeconds(),
                height.get(),
                ours.get(),
                miners.stream().map(DemoReport.Miner::of).toList(),
                status.accepted() + status.tentative(),
                status.rejected(),
                gateway.ledger().total().toString()));
    }

    private static Map<String, DemoReport.PoolUser> users(PoolStatus status) {
        Map<String, DemoReport.PoolUser> users = new TreeMap<>();
        status.miners().forEach(miner -> users.put(
                miner.name(), new DemoReport.PoolUser(miner.accepted(), miner.tentative(), miner.rejected())));
        return users;
    }

    private static long total(Map<String, DemoReport.PoolUser> users) {
        return users.values().stream().mapToLong(DemoReport.PoolUser::answered).sum();
    }

    private static long answered(Tally tally) {
        return tally.of(ShareFate.ACKNOWLEDGED) + tally.of(ShareFate.TENTATIVE) + tally.of(ShareFate.REJECTED);
    }

    private static long onItsWay(Tally tally) {
        return tally.of(ShareFate.QUEUED) + tally.of(ShareFate.SENT);
    }

    private void waitFor(BooleanSupplier condition) throws InterruptedException {
        long start = world.ticker().nanos();
        while (!condition.getAsBoolean() && secondsSince(start) < DRAIN_PATIENCE.toSeconds()) {
            pause();
        }
    }

    /** The demo's own thread has nothing to do but to look now and then. */
    private static void pause() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }

    private double secondsSince(long start) {
        return (world.ticker().nanos() - start) / 1e9;
    }

    private static Server server(InetSocketAddress address) {
        return new Server(LOOPBACK, address.getPort());
    }

    private static String at(InetSocketAddress address) {
        return LOOPBACK + ":" + address.getPort();
    }

    private final class Heights implements SandboxListener {

        @Override
        public void blockSubmitted(SandboxBlock block, boolean tip) {
            ours.incrementAndGet();
        }

        @Override
        public void tipChanged(SandboxBlock tip) {
            height.set(tip.height());
        }
    }
}
