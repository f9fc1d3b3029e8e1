package io.sluice.simulation.rule;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.sluice.simulation.net.Cable;
import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Happening.Connected;
import io.sluice.simulation.trace.Happening.Disconnected;
import io.sluice.simulation.world.PoolMachine;
import io.sluice.simulation.world.SimulatedWorld;

/** Without work that is worth something, miners are let go in time, so that they go to their fallback. */
final class MinersAreHeldRight implements Rule {

    /** 30 s of patience, and what it takes to notice and to tell. */
    private static final int POOL_SECONDS = 30 + 20;
    /** 120 s of patience, and what it takes to notice and to tell. */
    private static final int NODE_SECONDS = 120 + 20;

    private static final String TO_POOL = "gateway -> pool";
    private static final long SECOND = 1_000_000_000L;
    private static final long TO_TELL = 20_000_000_000L;

    private final SimulatedWorld world;
    private final Map<String, Set<Long>> connections = new HashMap<>();
    private long lastLine;
    private int poolAway;
    private int nodeAway;
    private int gatewayUp;

    MinersAreHeldRight(SimulatedWorld world) {
        this.world = world;
    }

    @Override
    public String name() {
        return "miners are released in time when there is no work for them";
    }

    @Override
    public void see(Happening happening) {
        switch (happening) {
            case Connected(String miner, long connection) ->
                connections.computeIfAbsent(miner, _ -> new HashSet<>()).add(connection);
            case Disconnected(String miner, long connection, String _) ->
                connections.computeIfAbsent(miner, _ -> new HashSet<>()).remove(connection);
            default -> {
                // Of no concern here.
            }
        }
    }

    @Override
    public void afterSecond() {
        boolean needsPool = world.setting().policy().equals("require");
        lastLine = world.network().cables(TO_POOL).stream().allMatch(Cable::isLeft)
                ? Math.max(lastLine, world.network().lastThrough(PoolMachine.PORT))
                : world.time().nanos();
        long lastThere = Math.min(lastLine, world.pool().lastUp());
        poolAway = needsPool ? (int) ((world.time().nanos() - lastThere) / SECOND) : 0;
        nodeAway = (int) ((world.time().nanos() - world.nodes().ofGateway().lastAnswer()) / SECOND);
        gatewayUp = world.gateway().gateway().isPresent() ? gatewayUp + 1 : 0;
        if (poolAway > POOL_SECONDS && gatewayUp > POOL_SECONDS) {
            expectNobody("the pool is away for " + poolAway + " s");
        }
        if (nodeAway > NODE_SECONDS && gatewayUp > NODE_SECONDS) {
            expectNobody("the node is away for " + nodeAway + " s");
        }
    }

    private void expectNobody(String why) {
        world.miners().stream().filter(seat -> seat.miner().hasWork()).findFirst().ifPresent(seat -> {
            Set<Long> open = connections.getOrDefault(seat.miner().name(), Set.of());
            // A line that swallows everything can not bring the news either.
            if (!open.isEmpty() && !world.isMute(seat.miner().name(), TO_TELL)) {
                throw new RuleBroken(name(), seat.miner().name(), seat.miner().name() + " still mines, though " + why);
            }
        });
    }
}
