package io.sluice.simulation.world;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.sluice.simulation.miner.VirtualMiners.Kind;
import io.sluice.simulation.time.Chance;

/**
 * What a seed makes of a world before anything happens.
 *
 * @param miners who mines, in the order of their names
 * @param policy of the gateway: require, prefer or never
 * @param users how the gateway names its miners to the pool: worker, full or private
 * @param minimumDifficulty of the pool; a power of two
 * @param payees how many are paid in a block, beside the pool
 * @param ownNode whether the pool has another node than the gateway
 * @param blockTime mean time between blocks of others
 * @param ownBlockTime mean time between blocks of the miners together
 * @param gatewayLoops event loops of the gateway
 */
public record Setting(
        List<Miner> miners,
        String policy,
        String users,
        int minimumDifficulty,
        int payees,
        boolean ownNode,
        Duration blockTime,
        Duration ownBlockTime,
        int gatewayLoops) {

    /** One miner. */
    public record Miner(String user, Kind kind, double hashRate) {}

    private static final double SLOWEST = 30;
    private static final double QUICKEST = 250;

    public Setting {
        miners = List.copyOf(miners);
    }

    /** Draws one with so many miners. */
    public static Setting draw(Chance chance, int miners) {
        List<Miner> all = new ArrayList<>();
        for (int i = 0; i < miners; i++) {
            all.add(new Miner("miner" + i, chance.oneOf(List.of(Kind.values())),
                    SLOWEST + (QUICKEST - SLOWEST) * chance.nextDouble()));
        }
        return new Setting(
                all,
                chance.oneOf(List.of("require", "require", "require", "prefer", "never")),
                chance.oneOf(List.of("worker", "worker", "full", "private")),
                1 << chance.nextInt(8),
                chance.nextInt(12),
                chance.happens(0.5),
                Duration.ofSeconds(30 + chance.nextInt(120)),
                Duration.ofSeconds(20 + chance.nextInt(100)),
                1 + chance.nextInt(3));
    }

    /** Hashes a second of all miners. */
    public double hashRate() {
        return miners.stream().mapToDouble(Miner::hashRate).sum();
    }
}
