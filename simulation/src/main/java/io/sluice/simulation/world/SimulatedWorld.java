package io.sluice.simulation.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

import io.sluice.app.node.JdkHttpPost;
import io.sluice.app.wiring.Cryptography;
import io.sluice.app.wiring.Gateway;
import io.sluice.app.wiring.World;
import io.sluice.mining.ledger.ShareFate;
import io.sluice.simulation.disk.VirtualBooks;
import io.sluice.simulation.disk.VirtualDirectory;
import io.sluice.simulation.miner.MinerTools;
import io.sluice.simulation.miner.VirtualMiner;
import io.sluice.simulation.miner.VirtualMiners;
import io.sluice.simulation.net.Cable;
import io.sluice.simulation.net.VirtualNetwork;
import io.sluice.simulation.net.VirtualSockets;
import io.sluice.simulation.node.VirtualHttp;
import io.sluice.simulation.node.VirtualNode;
import io.sluice.simulation.time.Chance;
import io.sluice.simulation.time.VirtualLoop;
import io.sluice.simulation.time.VirtualProcess;
import io.sluice.simulation.time.VirtualTime;
import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Watcher;

/** Everything there is, put together: time, network, nodes, machines, miners. */
public final class SimulatedWorld {

    /** So few hashes are the unit of all difficulties here: a share must cost next to nothing. */
    static final String DIFFICULTY_ONE = "0ffff" + "0".repeat(59);

    private final Setting setting;
    private final Chance chance;
    private final Watcher trace;
    private final VirtualTime time;
    private final VirtualNetwork network;
    private final Cryptography crypto;
    private final NodeFarm nodes;
    private final PoolMachine pool;
    private final GatewayMachine gateway;
    private final List<Seat> seats = new ArrayList<>();
    private final List<Ending> endings = new ArrayList<>();
    private final List<Consumer<Gateway>> gatewayEnds = new ArrayList<>();
    private long connections;
    private long shares;
    private long processes;
    private long healedAt;
    private long lastTrouble;

    /** Something that a fault left behind and that will be undone. */
    private final class Ending {
        private final Runnable undo;
        private boolean over;

        private Ending(Runnable undo) {
            this.undo = undo;
        }

        private void come() {
            if (!over) {
                over = true;
                undo.run();
                lastTrouble = time.nanos();
            }
        }
    }

    public SimulatedWorld(Setting setting, Chance chance, Cryptography realCrypto, Watcher trace) {
        this.setting = setting;
        this.chance = chance;
        this.trace = trace;
        this.time = new VirtualTime(chance.of("order"));
        this.network = new VirtualNetwork(time, chance.of("network"));
        NonceWatch nonces = new NonceWatch(words -> tell("crypto", words));
        this.crypto = new Cryptography(new WatchedCrypto(realCrypto.datum(), nonces), realCrypto.curve(),
                new WatchedCiphers(realCrypto.ciphers(), nonces));
        this.nodes = new NodeFarm(time, chance.of("nodes"), setting, trace);
        this.pool = new PoolMachine(this, setting, new VirtualBooks("pool", trace));
        this.gateway = new GatewayMachine(this, new VirtualDirectory("gateway", chance.of("disk"), trace));
    }

    /** Switches everything on. */
    public void begin() {
        pool.start();
        time.after(chance.delay(0, Duration.ofSeconds(5).toNanos()), gateway::start);
        setting.miners().forEach(this::plugIn);
    }

    private void plugIn(Setting.Miner one) {
        VirtualProcess process = new VirtualProcess(one.user(), time, chance.of(one.user()), this::mistake);
        VirtualSockets sockets = new VirtualSockets(network, process, 1);
        VirtualLoop loop = sockets.loops().getFirst();
        int port = one.kind().protocol() == VirtualMiners.Protocol.SV1 ? GatewayMachine.SV1 : GatewayMachine.SV2;
        MinerTools tools = new MinerTools(
                loop, process.clock(), chance.of(one.user() + " mines"), crypto.curve(),
                (made, failed) -> sockets.dial(loop, "127.0.0.1", port, made, failed), trace,
                () -> ++connections, () -> ++shares);
        VirtualMiner miner = VirtualMiners.make(
                one.kind(), one.user(), one.hashRate(), gateway.authorityKey(), tools);
        Seat seat = new Seat(miner, process, loop);
        seats.add(seat);
        time.after(chance.delay(0, Duration.ofSeconds(20).toNanos()), () -> seat.tell(VirtualMiner::start));
    }

    /** A miner and the machine that it is. */
    public record Seat(VirtualMiner miner, VirtualProcess process, VirtualLoop loop) {

        /** Has the miner do something, on its loop. */
        public void tell(Consumer<VirtualMiner> order) {
            loop.execute(() -> order.accept(miner));
        }
    }

    public Setting setting() {
        return setting;
    }

    public VirtualTime time() {
        return time;
    }

    public VirtualNetwork network() {
        return network;
    }

    public NodeFarm nodes() {
        return nodes;
    }

    public PoolMachine pool() {
        return pool;
    }

    public GatewayMachine gateway() {
        return gateway;
    }

    /** All miners, in the order of their names. */
    public List<Seat> miners() {
        return List.copyOf(seats);
    }

    /** What the world is like at the moment, in a few words. */
    public String state() {
        String ofGateway = gateway.isDraining()
                ? "the gateway drains"
                : gateway.gateway().isPresent() ? "" : "the gateway is down";
        if (!ofGateway.isEmpty()) {
            return ofGateway;
        }
        if (!nodes.ofGateway().isReachable()) {
            return pool.isUp() ? "the node is in trouble" : "node and pool are away";
        }
        if (pool.isContrary()) {
            return "the pool refuses everything";
        }
        return pool.isUp() ? "all is well" : "the pool is away";
    }

    /** Whether the gateway runs, no share waits, and every miner has work. */
    public boolean isWell() {
        return gateway.gateway().map(up -> up.ledger().total().of(ShareFate.QUEUED) == 0).orElse(false)
                && seats.stream().allMatch(seat -> seat.miner().hasWork());
    }

    /** Whether a miner's line brings nothing at the moment, or did not until so many nanoseconds ago: news may not have come through. */
    public boolean isMute(String miner, long nanos) {
        List<Cable> lines = network.cables(miner + " ").stream().filter(line -> !line.isLeft()).toList();
        return lines.isEmpty() || lines.stream().anyMatch(line -> line.wasMuteWithin(nanos));
    }

    /** Puts something that happened on record. */
    public void tell(String subject, String words) {
        see(new Happening.Event(subject, words));
    }

    void see(Happening happening) {
        trace.see(happening);
    }

    /** Undoes something after so long, or when the quiet time begins. */
    public void undoAfter(long nanos, Runnable undo) {
        Ending ending = new Ending(undo);
        endings.add(ending);
        time.after(nanos, ending::come);
    }

    /** Undoes all that faults left behind. */
    public void heal() {
        List<Ending> all = List.copyOf(endings);
        endings.clear();
        all.forEach(Ending::come);
        network.heal();
        nodes.nodes().forEach(VirtualNode::heal);
        healedAt = time.nanos();
        tell("world", "no faults any more");
    }

    /** A fault strikes. */
    public void struck(String words) {
        lastTrouble = time.nanos();
        tell("world", words);
    }

    /** How long nothing has gone wrong, nanoseconds: no fault, no start of a program, no end of something that lasted. */
    public long calmFor() {
        return time.nanos() - lastTrouble;
    }

    /** When faults stopped, nanoseconds; 0 while they have not. */
    public long healedAt() {
        return healedAt;
    }

    /** Tells when a gateway has ended, however it did; its books can still be read. */
    public void atGatewayEnd(Consumer<Gateway> told) {
        gatewayEnds.add(told);
    }

    void gatewayDied(Gateway dead) {
        gatewayEnds.forEach(told -> told.accept(dead));
    }

    void drained(Gateway drained) {
        tell("gateway", "has drained");
    }

    Chance chance() {
        return chance;
    }

    Cryptography crypto() {
        return crypto;
    }

    VirtualProcess newProcess(String name) {
        lastTrouble = time.nanos();
        return new VirtualProcess(name, time, chance.of(name + " " + processes++), this::mistake);
    }

    /** All that a process takes from outside. */
    World outside(VirtualProcess process, int loops) {
        return new World(
                process.clock(),
                time.ticker(),
                chance.of("keys of " + process.name() + " " + processes++),
                crypto,
                new VirtualSockets(network, process, loops),
                new VirtualHttp(process, nodes.byPort(), JdkHttpPost.TIMEOUT),
                new VirtualHttp(process, nodes.byPort(), JdkHttpPost.PATIENT_TIMEOUT),
                process.workers(),
                process.oneWorker());
    }

    /** @param difficultyOne as a number of 64 hexadecimal digits */
    String nodeSection(int port, String difficultyOne) {
        return """
                [node]
                url = "http://127.0.0.1:%d"
                user = "sandbox"
                password = "sandbox"
                [network]
                name = "sandbox"
                difficulty_one = "%s"
                """.formatted(port, difficultyOne);
    }

    private void mistake(VirtualProcess process, Throwable mistake) {
        throw new UncaughtMistake(process.name(), mistake);
    }

    /** An exception that a task let escape. */
    public static final class UncaughtMistake extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String process;
        private final transient Throwable mistake;

        UncaughtMistake(String process, Throwable mistake) {
            super("a task of the " + process + " ended with " + mistake, mistake);
            this.process = process;
            this.mistake = mistake;
        }

        /** What it ended with. */
        public Throwable mistake() {
            return mistake;
        }

        /** Whose. */
        public String process() {
            return process;
        }
    }

    static String words(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        return Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
    }
}
