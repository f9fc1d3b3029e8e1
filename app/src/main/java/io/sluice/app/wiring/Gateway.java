package io.sluice.app.wiring;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sluice.app.api.ControlSource;
import io.sluice.app.config.GatewayConfig;
import io.sluice.app.config.UpstreamConfig;
import io.sluice.app.node.BitcoinNode;
import io.sluice.app.node.BlockSender;
import io.sluice.app.node.BlockStore;
import io.sluice.app.node.NodeRpc;
import io.sluice.app.peer.MinuteLog;
import io.sluice.app.peer.PeerGate;
import io.sluice.app.peer.PeerRules;
import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.KeySet;
import io.sluice.datum.link.DatumUpstream;
import io.sluice.datum.link.LinkSettings;
import io.sluice.datum.link.LinkTools;
import io.sluice.datum.link.Usernames;
import io.sluice.datum.netty.DatumConnector;
import io.sluice.mining.bitcoin.Address;
import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.desk.CandidateDesk;
import io.sluice.mining.desk.DeskSettings;
import io.sluice.mining.desk.DeskSettings.PoolPolicy;
import io.sluice.mining.ledger.ShareLedger;
import io.sluice.mining.port.ShareGate;
import io.sluice.mining.port.SoloGate;
import io.sluice.mining.port.Upstream;

/**
 * A whole gateway: node, pool link, desk, doors, books. Made by {@link #open}, which gives only one that really runs.
 *
 * <p>Safe on any thread.
 */
public final class Gateway implements ControlSource {

    private static final Logger LOG = LoggerFactory.getLogger("sluice.miners");
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration REFRESH = Duration.ofSeconds(30);
    private static final Duration MAX_WORK_AGE = Duration.ofMinutes(2);
    private static final Duration POOL_PATIENCE = Duration.ofSeconds(30);
    private static final Duration POOL_TRIAL = Duration.ofSeconds(60);
    private static final String SV1 = "SV1";
    private static final String SV2 = "SV2";
    private static final String CURVE25519 = "SV2-25519";

    private final Network network;
    private final ShareLedger ledger = new ShareLedger();
    private final Roster roster;
    private final Floor floor = new Floor();
    private final Doors doors;
    private final CandidateDesk desk;
    private final BlockDesk blocks;
    private final Optional<DatumUpstream> upstream;
    private final Optional<Usernames> usernames;
    private final WorkReport workReport;
    private final String authorityKey;
    private final Optional<Credentials> credentials;

    private Gateway(GatewayConfig config, GatewayFiles files, World world, Network network, Address payout,
            NodeRpc rpc, NodeRpc blockRpc) {
        this.network = network;
        this.workReport = new WorkReport(network, payout.script());
        this.authorityKey = files.voucher().authority().toString();
        ScheduledExecutorService deskLoop = world.sockets().loop();
        this.usernames = config.upstream().map(pool -> new Usernames(payout.text(), pool.users()));
        this.upstream = config.upstream().map(pool -> link(pool, world));
        this.blocks = new BlockDesk(
                List.of(new BlockSender(blockRpc)), new BlockStore(files.blocks()), world.disk(), deskLoop,
                this::notifyBlock);
        this.doors = new Doors(world.sockets(), deskLoop);
        MinuteLog endings = new MinuteLog(LOG, deskLoop, 1);
        this.roster = new Roster(endings, deskLoop);
        this.credentials = config.miners().sv2().map(_ -> Credentials.of(files.voucher(), world, deskLoop));
        this.desk = new CandidateDesk(
                settings(config, network, files, payout),
                new BitcoinNode(rpc, network),
                upstream.map(Upstream.class::cast),
                new WorkListeners(floor, doors),
                new DeskLog(),
                deskLoop,
                world.clock(),
                world.ticker(),
                world.random());
        ShareGate gate = upstream.<ShareGate>map(pool -> pool).orElseGet(SoloGate::new);
        LoopTools tools = new LoopTools(world, network, gate, ledger, config.difficulty().policy(network));
        Function<String, Reception> receptions = protocol -> new Reception(
                protocol, tools, floor, blocks, roster, endings);
        PeerRules peers = DescriptorShare.of(
                world.sockets().descriptors(),
                (int) Stream.of(config.miners().sv1(), config.miners().sv2(), config.curve25519())
                        .filter(Optional::isPresent).count(),
                config.miners().peers());
        config.miners().sv1().ifPresent(address -> {
            Reception reception = receptions.apply(SV1);
            addDoor(reception, address, peers, Entrances.sv1(reception));
        });
        config.miners().sv2().ifPresent(address -> {
            Reception reception = receptions.apply(SV2);
            addDoor(reception, address, peers, Entrances.sv2(reception, credentials.orElseThrow(), world));
        });
        config.curve25519().ifPresent(port -> {
            Reception reception = receptions.apply(CURVE25519);
            addDoor(reception, port.listen(), peers,
                    Entrances.curve25519(reception, port.terms(), files.curve25519().orElseThrow(), world));
        });
    }

    /**
     * Asks the node which network it runs, then opens a gateway. The stage fails with an {@link IOException} whose message tells the
     * operator what is wrong and what to do.
     */
    public static CompletionStage<Gateway> open(GatewayConfig config, GatewayFiles files, World world) {
        NodeRpc rpc = new NodeRpc(world.http(), config.node().address(), config.node().login());
        NodeRpc blockRpc = new NodeRpc(world.patientHttp(), config.node().address(), config.node().login());
        return BitcoinNode.chainOf(rpc)
                .thenApply(chain -> Networks.resolve(config.network(), chain))
                .thenCompose(network -> new Gateway(
                        config, files, world, network, Networks.address(config.payoutAddress(), network), rpc, blockRpc)
                        .begin());
    }

    private CompletionStage<Gateway> begin() {
        return doors.openFirst().thenApply(_ -> {
            blocks.submitLeftOver();
            upstream.ifPresent(pool -> pool.start(desk));
            desk.start();
            credentials.ifPresent(Credentials::start);
            return this;
        });
    }

    private void addDoor(
            Reception reception, InetSocketAddress address, PeerRules peers, ChannelInitializer<Channel> accepted) {
        doors.add(reception.protocol(), address, new PeerGate(peers, accepted, reception::refused));
    }

    private DatumUpstream link(UpstreamConfig pool, World world) {
        DatumCrypto crypto = world.crypto().datum();
        LinkTools tools = new LinkTools(
                crypto,
                KeySet.random(crypto, world.random()),
                world.random(),
                world.ticker(),
                world.clock(),
                world.sockets().loop());
        return new DatumUpstream(
                LinkSettings.of(pool.host(), pool.port(), pool.keys(), "sluice/" + Build.version()),
                tools,
                usernames.orElseThrow(),
                new DatumConnector(world.sockets().dialer(tools.loop())),
                // Before those of the miners: lanes are read in the order of their making.
                ledger.newLane(),
                new LinkLog(world.ticker()));
    }

    private static DeskSettings settings(GatewayConfig config, Network network, GatewayFiles files, Address payout) {
        return new DeskSettings(
                network,
                config.upstream().map(UpstreamConfig::policy).orElse(PoolPolicy.NEVER),
                payout.script(),
                config.primaryTag(),
                config.secondaryTag(),
                files.uniqueId(),
                config.emptyWork(),
                POLL,
                REFRESH,
                MAX_WORK_AGE,
                POOL_PATIENCE,
                POOL_TRIAL);
    }

    /** Where miners of a protocol connect; empty if that door is switched off. */
    public Optional<InetSocketAddress> sv1Address() {
        return doors.address(SV1);
    }

    /** As {@link #sv1Address}. */
    public Optional<InetSocketAddress> sv2Address() {
        return doors.address(SV2);
    }

    /** As {@link #sv1Address}, of the port with Noise over Curve25519. */
    public Optional<InetSocketAddress> curve25519Address() {
        return doors.address(CURVE25519);
    }

    /** The key that SV2 miners are given, to know this gateway. */
    public String authorityKey() {
        return authorityKey;
    }

    public ShareLedger ledger() {
        return ledger;
    }

    /** Under which name the pool hears of a miner. */
    public String usernameOf(String userIdentity) {
        return usernames.map(names -> names.of(userIdentity).toUtf8()).orElse(userIdentity);
    }

    public BlockCounts blockCounts() {
        return blocks.counts();
    }

    @Override
    public void notifyBlock() {
        desk.notifyBlock();
    }

    @Override
    public JsonNode work() {
        return workReport.json(floor.availability());
    }

    @Override
    public JsonNode status() {
        ObjectNode status = StatusReport.json(
                network,
                upstream.map(DatumUpstream::status),
                workReport.words(floor.availability()),
                blocks.counts(),
                roster,
                ledger);
        credentials.ifPresent(shown -> status.set("certificate", shown.json()));
        return status;
    }

    /**
     * Stops taking miners and their shares, sends what is queued, and waits a little for the pool's answers and for found blocks to
     * be on disk and answered. The stage always completes.
     */
    public CompletionStage<Void> drain() {
        doors.close();
        // One after the other: while a miner has not heard of the end, its shares are still taken and may be blocks.
        return desk.stop("Sluice is stopping")
                .thenCompose(_ -> floor.heard())
                .thenCompose(_ -> upstream.map(DatumUpstream::drain)
                        .orElseGet(() -> CompletableFuture.completedFuture(null)))
                .thenCompose(_ -> blocks.settled());
    }
}
