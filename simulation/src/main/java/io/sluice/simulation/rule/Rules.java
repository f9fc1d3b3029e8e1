package io.sluice.simulation.rule;

import java.util.List;

import io.sluice.simulation.world.SimulatedWorld;

/** All rules. */
public final class Rules {

    private Rules() {}

    /** A judge for each rule, for one world. */
    public static List<Rule> of(SimulatedWorld world) {
        return List.of(
                new BooksBalance(world),
                new PoolCountsRight(world),
                new HonestSharesStand(world),
                new StaleHasAReason(world),
                new ProtocolsAreKept(),
                new WorkIsConstant(),
                new WorkIsNobodyElses(),
                new BlocksReachNodes(world),
                new OutputsAreRight(world),
                new MinersAreHeldRight(world),
                new StrangersGetNothing(world),
                new NothingIsSealedTwice(),
                new MemoryIsBounded(world),
                new EverythingSettles(world));
    }
}
