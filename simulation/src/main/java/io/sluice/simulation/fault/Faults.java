package io.sluice.simulation.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

import io.sluice.simulation.miner.VirtualMiner;
import io.sluice.simulation.net.Cable;
import io.sluice.simulation.node.VirtualNode;
import io.sluice.simulation.node.VirtualNode.Trouble;
import io.sluice.simulation.time.Chance;
import io.sluice.simulation.trace.Happening.Honesty;
import io.sluice.simulation.world.GatewayMachine;
import io.sluice.simulation.world.PoolMachine;
import io.sluice.simulation.world.SimulatedWorld;
import io.sluice.simulation.world.SimulatedWorld.Seat;

/**
 * All faults. To add one: write an entry that does it to the {@link SimulatedWorld}, and undoes with {@code undoAfter} what would last
 * for ever. Everything else (when, how often, coverage, stories, leaving out) comes by itself.
 */
public final class Faults {

    private static final String TO_GATEWAY = "miner";
    private static final String TO_POOL = "gateway -> pool";

    /** Every fault there is. */
    public static final List<Fault> ALL = all();

    private Faults() {}

    private static List<Fault> all() {
        List<Fault> faults = new ArrayList<>();
        faults.addAll(chain());
        faults.addAll(miners());
        faults.addAll(cables(TO_GATEWAY, "a miner's line"));
        faults.addAll(cables(TO_POOL, "the line to the pool"));
        faults.addAll(pool());
        faults.addAll(nodes());
        faults.addAll(gateway());
        return List.copyOf(faults);
    }

    private static List<Fault> chain() {
        return List.of(
                new Fault("others find a block", (world, _) -> world.nodes().mine()),
                new Fault("others find two blocks in a row", (world, _) -> {
                    world.nodes().mine();
                    world.nodes().mine();
                }),
                new Fault("others find two blocks at once", (world, _) -> {
                    world.nodes().mine();
                    world.nodes().mineBeside();
                }),
                new Fault("the chain reorganises", (world, _) -> world.nodes().reorganise()));
    }

    private static List<Fault> miners() {
        List<Fault> faults = new ArrayList<>(List.of(
                someMiner("a miner reconnects", (seat, _) -> seat.tell(VirtualMiner::reconnect)),
                someMiner("a miner floods", (seat, chance) -> {
                    int shares = 20 + chance.nextInt(200);
                    seat.tell(miner -> miner.flood(shares));
                }),
                someMiner("a miner's clock jumps",
                        (seat, chance) -> seat.process().jumpClock(seconds(chance.nextInt(-7200, 7200)))),
                new Fault("a miner leaves for a while", (world, chance) -> {
                    Seat seat = chance.oneOf(world.miners());
                    seat.tell(VirtualMiner::leave);
                    world.undoAfter(seconds(1 + chance.nextInt(60)), () -> seat.tell(VirtualMiner::start));
                }),
                new Fault("all miners reconnect at once",
                        (world, _) -> world.miners().forEach(seat -> seat.tell(VirtualMiner::reconnect)))));
        for (Honesty lie : Honesty.values()) {
            if (lie != Honesty.HONEST) {
                faults.add(someMiner("a miner sends a share " + lie.words(), (seat, _) -> seat.tell(m -> m.lie(lie))));
            }
        }
        return faults;
    }

    private static List<Fault> cables(String beginning, String what) {
        return List.of(
                someCable(beginning, what + " is cut", (cable, _) -> cable.cut("connection reset by peer")),
                someCable(beginning, what + " stalls",
                        (cable, chance) -> cable.stall(seconds(1 + chance.nextInt(40)))),
                someCable(beginning, what + " hesitates",
                        (cable, chance) -> cable.stall(seconds(3 + chance.nextInt(9)))),
                someCable(beginning, what + " swallows everything", (cable, _) -> cable.swallow()),
                someCable(beginning, "a bit is flipped on " + what, (cable, chance) -> {
                    // Stratum V1 has nothing to see it with: there anything may follow.
                    if (cable.port() != GatewayMachine.SV1) {
                        cable.flip(chance.nextBoolean());
                    }
                }));
    }

    private static List<Fault> pool() {
        return List.of(
                new Fault("the pool is killed", (world, _) -> world.pool().kill()),
                new Fault("the pool is away for a while", (world, chance) -> {
                    world.pool().keepDown(true);
                    world.undoAfter(seconds(3 + chance.nextInt(100)), () -> world.pool().keepDown(false));
                }),
                new Fault("the pool comes back with another configuration", (world, chance) -> {
                    world.pool().configure(chance.nextInt(14), 1 << chance.nextInt(8), "tag" + chance.nextInt(100));
                    world.pool().kill();
                }),
                new Fault("the pool comes back with other keys", (world, chance) -> {
                    world.pool().changeKeys(chance);
                    world.undoAfter(seconds(3 + chance.nextInt(100)), world.pool()::changeKeysBack);
                }),
                new Fault("the pool refuses every share", (world, chance) -> {
                    world.pool().contrary(true);
                    world.undoAfter(seconds(10 + chance.nextInt(230)), () -> world.pool().contrary(false));
                }),
                someCable(TO_POOL, "the pool talks garbage", (cable, chance) -> {
                    byte[] garbage = new byte[1 + chance.nextInt(3000)];
                    chance.nextBytes(garbage);
                    cable.blurt(garbage);
                }),
                new Fault("the pool is not let through to", (world, chance) -> world.network()
                        .refuse(PoolMachine.PORT, seconds(1 + chance.nextInt(40)))),
                new Fault("the pool's books can not be written", (world, chance) -> {
                    world.pool().books().failing(true);
                    world.undoAfter(seconds(1 + chance.nextInt(40)), () -> world.pool().books().failing(false));
                }));
    }

    private static List<Fault> nodes() {
        List<Fault> faults = new ArrayList<>();
        for (Trouble trouble : Trouble.values()) {
            if (trouble != Trouble.NONE) {
                faults.add(
                        nodeTrouble("the gateway's node is " + trouble, trouble, world -> world.nodes().ofGateway()));
                faults.add(nodeTrouble("the pool's node is " + trouble, trouble, world -> world.nodes().ofPool()));
            }
        }
        faults.add(new Fault("a node is slow", (world, chance) -> {
            VirtualNode node = chance.oneOf(world.nodes().nodes());
            node.slowDown(chance.delay(0, Duration.ofSeconds(8).toNanos()));
            world.undoAfter(seconds(1 + chance.nextInt(60)), () -> node.slowDown(0));
        }));
        return faults;
    }

    private static List<Fault> gateway() {
        return List.of(
                new Fault("the gateway is killed", (world, _) -> world.gateway().kill(false)),
                new Fault("the gateway's machine loses power", (world, _) -> world.gateway().kill(true)),
                new Fault("the gateway is killed while it writes",
                        (world, chance) -> world.gateway().disk().killAfter(chance.nextInt(5))),
                new Fault("the gateway is told to stop", (world, _) -> world.gateway().drain()),
                new Fault("the gateway's disk is full", (world, chance) -> {
                    world.gateway().disk().full(true);
                    world.undoAfter(seconds(1 + chance.nextInt(90)), () -> world.gateway().disk().full(false));
                }),
                new Fault("the gateway's disk does not force", (world, chance) -> {
                    world.gateway().disk().failing(true);
                    world.undoAfter(seconds(1 + chance.nextInt(90)), () -> world.gateway().disk().failing(false));
                }),
                new Fault("the gateway's clock jumps", (world, chance) -> world.gateway().process()
                        .ifPresent(process -> process.jumpClock(seconds(chance.nextInt(-3600, 3600))))),
                new Fault("SV1 miners are not let through to the gateway", (world, chance) -> world.network()
                        .refuse(GatewayMachine.SV1, seconds(1 + chance.nextInt(20)))),
                new Fault("SV2 miners are not let through to the gateway", (world, chance) -> world.network()
                        .refuse(GatewayMachine.SV2, seconds(1 + chance.nextInt(20)))));
    }

    private static Fault someMiner(String name, BiConsumer<Seat, Chance> strike) {
        return new Fault(name, (world, chance) -> {
            Seat seat = chance.oneOf(world.miners());
            world.tell(seat.process().name(), "is meant: " + name);
            strike.accept(seat, chance);
        });
    }

    private static Fault someCable(String beginning, String name, BiConsumer<Cable, Chance> strike) {
        return new Fault(name, (world, chance) -> {
            List<Cable> cables = world.network().cables(beginning);
            if (!cables.isEmpty()) {
                Cable cable = chance.oneOf(cables);
                world.tell(cable.name(), "is meant: " + name);
                strike.accept(cable, chance);
            }
        });
    }

    private static Fault nodeTrouble(String name, Trouble trouble,
            Function<SimulatedWorld, VirtualNode> which) {
        return new Fault(name, (world, chance) -> {
            VirtualNode node = which.apply(world);
            long nanos = seconds(1 + (chance.happens(0.3) ? 100 + chance.nextInt(130) : chance.nextInt(30)));
            node.is(trouble, nanos);
            world.undoAfter(nanos, () -> {});
        });
    }

    private static long seconds(int many) {
        return Duration.ofSeconds(many).toNanos();
    }
}
