package io.sluice.simulation.world;

import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.sluice.app.config.BadConfiguration;
import io.sluice.app.config.PoolServerConfig;
import io.sluice.app.wiring.Pool;
import io.sluice.app.wiring.PoolFiles;
import io.sluice.app.wiring.World;
import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.KeySet;
import io.sluice.datum.crypto.PoolKeys;
import io.sluice.simulation.disk.VirtualBooks;
import io.sluice.simulation.time.Chance;
import io.sluice.simulation.time.VirtualProcess;
import io.sluice.simulation.trace.Happening;

/** The machine on which the pool runs: it starts it again whenever it has died, like an init system. */
public final class PoolMachine {

    /** Where gateways connect. */
    public static final int PORT = 28_915;

    private static final long PAUSE = 3_000_000_000L;
    /** Under this no share of this world ever meets its target. */
    private static final String OUT_OF_REACH = "000000000000ffff" + "0".repeat(48);

    private final SimulatedWorld world;
    private final KeySet ownKeys;
    private KeySet keys;
    private boolean contrary;
    private final VirtualBooks books;
    private int payees;
    private int minimumDifficulty;
    private String tag = "virtual pool";
    private @Nullable VirtualProcess process;
    private Optional<Pool> pool = Optional.empty();
    private boolean wanted = true;
    private long downSince;

    PoolMachine(SimulatedWorld world, Setting setting, VirtualBooks books) {
        this.world = world;
        this.ownKeys = KeySet.random(world.crypto().datum(), world.chance().of("keys of the pool"));
        this.keys = ownKeys;
        this.books = books;
        this.payees = setting.payees();
        this.minimumDifficulty = setting.minimumDifficulty();
    }

    /** What gateways are configured with. */
    public String publicKey() {
        return new PoolKeys(ownKeys.publicKeys()).toText();
    }

    /** Whether it runs and listens, with the keys that gateways know. */
    public boolean isUp() {
        return !isStranger() && runs();
    }

    private boolean runs() {
        return pool.isPresent() && process != null && process.isAlive();
    }

    /** Whether it has other keys than gateways know. */
    public boolean isStranger() {
        return !keys.equals(ownKeys);
    }

    /** Whether it refuses every share. */
    public boolean isContrary() {
        return contrary;
    }

    /** When it was last up, nanoseconds. */
    public long lastUp() {
        return isUp() ? world.time().nanos() : downSince;
    }

    public VirtualBooks books() {
        return books;
    }

    /** From its next start on it pays so many, asks for this difficulty and writes this tag. */
    public void configure(int payeesThen, int minimumThen, String tagThen) {
        payees = payeesThen;
        minimumDifficulty = minimumThen;
        tag = tagThen;
    }

    /** Starts anew with keys that nobody was told: all of them, or only those that it signs with. */
    public void changeKeys(Chance chance) {
        if (isStranger()) {
            return;
        }
        byte[] others = KeySet.random(world.crypto().datum(), chance).exposeSecrets();
        if (chance.nextBoolean()) {
            System.arraycopy(ownKeys.exposeSecrets(), DatumCrypto.KEY_SIZE, others, DatumCrypto.KEY_SIZE,
                    DatumCrypto.KEY_SIZE);
        }
        kill();
        keys = KeySet.ofSecrets(world.crypto().datum(), others);
    }

    /** Starts anew with its own keys. */
    public void changeKeysBack() {
        if (isStranger()) {
            kill();
            keys = ownKeys;
        }
    }

    /** Starts anew, and from then on refuses every share, or takes them again: it is wrong about what a difficulty of one is. */
    public void contrary(boolean isContrary) {
        if (contrary != isContrary) {
            kill();
            contrary = isContrary;
        }
    }

    public int minimumDifficulty() {
        return minimumDifficulty;
    }

    /** Kills it; it is started again unless {@link #keepDown}. */
    public void kill() {
        VirtualProcess running = process;
        if (running != null && running.isAlive()) {
            if (isUp()) {
                downSince = world.time().nanos();
            }
            pool = Optional.empty();
            running.kill();
            world.see(new Happening.PoolKilled("pool"));
            again();
        }
    }

    /** Whether it is to stay down. */
    public void keepDown(boolean down) {
        wanted = !down;
        if (down) {
            kill();
        } else if (process == null || !process.isAlive()) {
            again();
        }
    }

    private void again() {
        world.time().after(PAUSE, () -> {
            if (wanted && (process == null || !process.isAlive())) {
                start();
            }
        });
    }

    void start() {
        VirtualProcess starting = world.newProcess("pool");
        process = starting;
        World outside = world.outside(starting, 1);
        starting.run(() -> Pool.open(config(), new PoolFiles(keys, books::open), outside)
                .whenComplete((opened, failure) -> {
                    if (failure == null) {
                        pool = Optional.of(opened);
                        world.tell("pool", "is up");
                    } else {
                        world.tell("pool", "can not start: " + SimulatedWorld.words(failure));
                        starting.kill();
                        again();
                    }
                }));
    }

    private PoolServerConfig config() {
        StringBuilder split = new StringBuilder();
        for (int i = 0; i < payees; i++) {
            split.append("""
                    [[split]]
                    address = "%s"
                    per_mille = %d
                    """.formatted(Addresses.payee(i), 1000 / (payees + 1)));
        }
        try {
            return PoolServerConfig.parse("the pool", world.nodeSection(
                    world.setting().ownNode() ? NodeFarm.POOL_NODE : NodeFarm.GATEWAY_NODE,
                    contrary ? OUT_OF_REACH : SimulatedWorld.DIFFICULTY_ONE) + """
                            [pool]
                            listen = "127.0.0.1:%d"
                            tag = "%s"
                            prime_id = 7
                            minimum_difficulty = %d
                            payout_address = "%s"
                            motd = "Welcome."
                            """.formatted(PORT, tag, minimumDifficulty, Addresses.POOL) + split, Path.of("pool"));
        } catch (BadConfiguration e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one that runs, if it has come up. */
    public Optional<Pool> pool() {
        return pool;
    }
}
