package io.sluice.simulation.world;

import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.sluice.app.config.BadConfiguration;
import io.sluice.app.config.GatewayConfig;
import io.sluice.app.node.BlockFolder;
import io.sluice.app.wiring.Gateway;
import io.sluice.app.wiring.GatewayFiles;
import io.sluice.app.wiring.Voucher;
import io.sluice.noise.handshake.AuthoritySecret;
import io.sluice.simulation.disk.VirtualDirectory;
import io.sluice.simulation.time.VirtualProcess;

/** The machine on which the gateway runs: it starts it again whenever it has died, like an init system. Its disk stays. */
public final class GatewayMachine {

    /** Where Stratum V1 miners connect. */
    public static final int SV1 = 3333;
    /** Where Stratum V2 miners connect. */
    public static final int SV2 = 3336;

    private static final long PAUSE = 2_000_000_000L;
    private static final int UNIQUE_ID = 0x5c1e;

    private final SimulatedWorld world;
    private final AuthoritySecret authority;
    private final VirtualDirectory disk;
    private @Nullable VirtualProcess process;
    private Optional<Gateway> gateway = Optional.empty();
    private boolean draining;
    private long startedAt;

    GatewayMachine(SimulatedWorld world, VirtualDirectory disk) {
        this.world = world;
        this.authority = AuthoritySecret.create(world.crypto().curve(), world.chance().of("authority"));
        this.disk = disk;
    }

    /** The key that SV2 miners are given. */
    public String authorityKey() {
        return authority.publicKey().toString();
    }

    /** The one that runs, if it has come up. */
    public Optional<Gateway> gateway() {
        return gateway;
    }

    /** The process that runs or comes up. */
    public Optional<VirtualProcess> process() {
        return Optional.ofNullable(process).filter(VirtualProcess::isAlive);
    }

    /** Since when it runs, nanoseconds. */
    public long startedAt() {
        return startedAt;
    }

    public VirtualDirectory disk() {
        return disk;
    }

    /** Whether it was told to stop. */
    public boolean isDraining() {
        return draining;
    }

    /** Kills it, perhaps with its whole machine; it is started again. */
    public void kill(boolean power) {
        process().ifPresent(running -> {
            running.kill();
            if (power) {
                disk.losePower();
            }
        });
    }

    /** Tells it to stop as SIGTERM does; when it has, it is started again. */
    public void drain() {
        if (gateway.isEmpty() || draining) {
            return;
        }
        draining = true;
        VirtualProcess running = process().orElseThrow();
        Gateway stopping = gateway.orElseThrow();
        running.run(() -> stopping.drain().whenComplete((_, _) -> {
            world.drained(stopping);
            running.kill();
        }));
    }

    void start() {
        VirtualProcess starting = world.newProcess("gateway");
        process = starting;
        draining = false;
        startedAt = world.time().nanos();
        disk.usedBy(starting);
        starting.atDeath(() -> {
            gateway.ifPresent(world::gatewayDied);
            gateway = Optional.empty();
            world.time().after(PAUSE, this::start);
        });
        starting.run(() -> Gateway.open(
                config(),
                new GatewayFiles(new Voucher.Here(authority), Optional.empty(), new BlockFolder(disk), UNIQUE_ID),
                world.outside(starting, world.setting().gatewayLoops()))
                .whenComplete((opened, failure) -> {
                    if (failure == null) {
                        gateway = Optional.of(opened);
                        world.tell("gateway", "is up");
                    } else {
                        world.tell("gateway", "can not start: " + SimulatedWorld.words(failure));
                        starting.kill();
                    }
                }));
    }

    private GatewayConfig config() {
        Setting setting = world.setting();
        try {
            return GatewayConfig.parse("the gateway",
                    world.nodeSection(NodeFarm.GATEWAY_NODE, SimulatedWorld.DIFFICULTY_ONE) + """
                            [payout]
                            address = "%s"
                            [pool]
                            policy = "%s"
                            host = "127.0.0.1"
                            port = %d
                            public_key = "%s"
                            users = "%s"
                            [miners]
                            sv1 = "127.0.0.1:%d"
                            sv2 = "127.0.0.1:%d"
                            [difficulty]
                            start = 32
                            maximum = 128
                            """.formatted(Addresses.OPERATOR, setting.policy(), PoolMachine.PORT,
                            world.pool().publicKey(),
                            setting.users(), SV1, SV2),
                    Path.of("gateway"));
        } catch (BadConfiguration e) {
            throw new IllegalStateException(e);
        }
    }
}
