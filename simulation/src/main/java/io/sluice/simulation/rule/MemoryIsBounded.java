package io.sluice.simulation.rule;

import java.util.Map;
import java.util.Optional;

import io.sluice.app.wiring.Gateway;
import io.sluice.simulation.miner.VirtualMiners;
import io.sluice.simulation.time.VirtualProcess;
import io.sluice.simulation.world.GatewayMachine;
import io.sluice.simulation.world.SimulatedWorld;

/**
 * What gateway and pool hold is bounded: tasks of loops, jobs and templates, books and rows, queues; and whatever belongs to a connection
 * goes with it. Nothing is asked for that: a {@link Census} is taken of the programs' own objects.
 */
final class MemoryIsBounded implements Rule {

    private static final int MOST_TASKS = 20_000;
    private static final int MOST_EVENTS = 200_000;
    private static final int MOST_ANYWHERE = 40_000;
    private static final int SECONDS_BETWEEN = 30;
    /** A connection that has just ended may still be held; after so many seconds in a row it is a leak. */
    private static final int PATIENCE_SECONDS = 5;

    private static final String CONNECTION = Place.type("app.wiring.MinerConnection");
    private static final String CHANNEL = Place.type("mining.job.JobBook");
    private static final String CANDIDATE = Place.type("mining.candidate.BlockCandidate");
    /** Eight at the pool, eight in each channel, which are mostly the same; and each may have the next one ready. */
    private static final int MOST_CANDIDATES = 40;

    private static final Map<String, Integer> MOST = Map.of(
            Place.field("mining.job.JobBook", "oldestFirst"), 256,
            Place.field("mining.job.JobBook", "byId"), 256,
            Place.field("datum.job.DatumJobTable", "slots"), 8,
            Place.field("datum.link.SentShares", "firstByName"), 1 << 13,
            Place.field("datum.link.CoinbaserQueue", "waiting"), 4,
            Place.field("datum.link.OwedLists", "lists"), 17,
            Place.field("app.wiring.BlockDesk", "recent"), 1000);
    private static final String LEDGER_NAMES = Place.field("mining.ledger.ShareLedger", "workers");

    private final SimulatedWorld world;
    private int seconds;
    private int secondsOver;

    MemoryIsBounded(SimulatedWorld world) {
        this.world = world;
    }

    @Override
    public String name() {
        return "what is held is bounded";
    }

    @Override
    public void afterSecond() {
        world.gateway().process().map(VirtualProcess::waitingTasks).filter(tasks -> tasks > MOST_TASKS)
                .ifPresent(tasks -> {
                    throw new RuleBroken(name(), "gateway", tasks + " tasks wait in the gateway's loops");
                });
        if (world.time().waiting() > MOST_EVENTS) {
            throw new RuleBroken(name(), "world", world.time().waiting() + " events wait");
        }
        if (++seconds % SECONDS_BETWEEN == 0 || secondsOver > 0) {
            Optional<Gateway> gateway = world.gateway().gateway();
            secondsOver = gateway.isPresent() && lookAt(Census.of(gateway.get())) ? secondsOver + 1 : 0;
            world.pool().pool().ifPresent(pool -> lookAtFields("pool", Census.of(pool)));
        }
    }

    /** Returns whether there are more connections or channels than there should be. */
    private boolean lookAt(Census census) {
        lookAtFields("gateway", census);
        atMost("gateway", CANDIDATE, census.objects(CANDIDATE), MOST_CANDIDATES);
        atMost("gateway", LEDGER_NAMES, census.fullest().getOrDefault(LEDGER_NAMES, 0),
                VirtualMiners.MOST_CHANNELS * world.miners().size());
        int open = world.network().held(GatewayMachine.SV1) + world.network().held(GatewayMachine.SV2);
        boolean tooMany = census.objects(CONNECTION) > open
                || census.objects(CHANNEL) > open * VirtualMiners.MOST_CHANNELS;
        if (tooMany && secondsOver >= PATIENCE_SECONDS) {
            throw new RuleBroken(name(), "gateway", census.objects(CONNECTION) + " connections and "
                    + census.objects(CHANNEL) + " channels are held, and " + open + " connections are open");
        }
        return tooMany;
    }

    private void lookAtFields(String program, Census census) {
        census.fullest()
                .forEach((field, many) -> atMost(program, field, many, MOST.getOrDefault(field, MOST_ANYWHERE)));
    }

    private void atMost(String program, String what, int many, int most) {
        if (many > most) {
            throw new RuleBroken(name(), program, "there are " + many + " of " + what + ", and at most " + most
                    + " are allowed");
        }
    }

    /** Names of what is looked for, which must be there: else a bound would hold for nothing. */
    private static final class Place {

        private Place() {}

        static String type(String name) {
            return of(name).getName();
        }

        static String field(String type, String name) {
            try {
                return of(type).getDeclaredField(name).getDeclaringClass().getName() + "." + name;
            } catch (NoSuchFieldException e) {
                throw new IllegalStateException("look where it is now: " + type + "." + name, e);
            }
        }

        private static Class<?> of(String name) {
            try {
                return Class.forName("io.sluice." + name, false, Place.class.getClassLoader());
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException("look where it is now: " + name, e);
            }
        }
    }
}
