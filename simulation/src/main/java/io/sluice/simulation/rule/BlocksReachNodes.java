package io.sluice.simulation.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.sluice.app.wiring.Gateway;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Happening.BlockHanded;
import io.sluice.simulation.trace.Happening.BlockStored;
import io.sluice.simulation.trace.Happening.Honesty;
import io.sluice.simulation.trace.Happening.JobGiven;
import io.sluice.simulation.trace.Happening.JobSight;
import io.sluice.simulation.trace.Happening.ShareAnswered;
import io.sluice.simulation.trace.Happening.ShareSight;
import io.sluice.simulation.world.SimulatedWorld;

/**
 * Every header that meets the network's target, and that the gateway took notice of, is handed to the gateway's node, or, if that can
 * not be reached, when it can again; whatever the verdict on the share was.
 */
final class BlocksReachNodes implements Rule {

    /** So long a gateway must have lived on for a block to be safe on disk. */
    private static final long SAFE_AFTER = 2_000_000_000L;
    /** So long a node must have been there, and the gateway too, for a block to have arrived. */
    private static final int PATIENCE_SECONDS = 25;

    private static final class Found {
        private final String miner;
        private final long at;
        private boolean stored;
        private boolean diskTrouble;
        private int calmSeconds;

        private Found(String miner, long at) {
            this.miner = miner;
            this.at = at;
        }
    }

    private final SimulatedWorld world;
    /** So long a void job is remembered at least: it may still bring a block. */
    private static final long REMEMBERED = 10_000_000_000L;

    private record Channel(long connection, long channel) {}

    /** How a channel came to its newest block. */
    private record Way(BlockHash from, BlockHash to, long at) {}

    private final Map<Channel, Way> ways = new HashMap<>();
    private final Map<BlockHash, Found> waiting = new LinkedHashMap<>();
    private final Set<BlockHash> handed = new HashSet<>();
    private final Set<BlockHash> stored = new HashSet<>();

    BlocksReachNodes(SimulatedWorld world) {
        this.world = world;
        world.atGatewayEnd(this::gatewayEnded);
    }

    @Override
    public String name() {
        return "every header that meets the network's target is handed to every node";
    }

    @Override
    public void see(Happening happening) {
        switch (happening) {
            case ShareAnswered(String miner, var share, boolean accepted, String code) -> {
                if (isBlock(share) && (accepted || !isUnknownJob(code) || mustBeRemembered(share))
                        && !handed.contains(share.hash())) {
                    waiting.computeIfAbsent(share.hash(), hash -> {
                        Found found = new Found(miner, world.time().nanos());
                        found.stored = stored.contains(hash);
                        return found;
                    });
                }
            }
            case JobGiven(String _, JobSight job) when job.prevHash().isPresent() -> {
                Channel channel = new Channel(job.connection(), job.channel());
                BlockHash now = job.prevHash().get();
                Way before = ways.get(channel);
                if (before == null || !before.to.equals(now)) {
                    ways.put(channel, new Way(before == null ? now : before.to, now, world.time().nanos()));
                }
            }
            case BlockStored(_, BlockHash hash) -> {
                stored.add(hash);
                waiting.computeIfPresent(hash, (_, found) -> {
                    found.stored = true;
                    return found;
                });
            }
            case BlockHanded(String _, String by, BlockHash hash, String _) when by.equals("gateway") -> {
                handed.add(hash);
                waiting.remove(hash);
            }
            default -> {
                // Of no concern here.
            }
        }
    }

    @Override
    public void afterSecond() {
        boolean calm = world.nodes().ofGateway().isReachable() && world.gateway().gateway().isPresent();
        List<Map.Entry<BlockHash, Found>> all = new ArrayList<>(waiting.entrySet());
        for (Map.Entry<BlockHash, Found> entry : all) {
            Found found = entry.getValue();
            found.diskTrouble |= world.gateway().disk().isInTrouble();
            found.calmSeconds = calm ? found.calmSeconds + 1 : 0;
            if (found.calmSeconds > PATIENCE_SECONDS) {
                throw new RuleBroken(name(), found.miner, "block " + entry.getKey() + " was found by " + found.miner
                        + " and never handed to the node");
            }
        }
    }

    private void gatewayEnded(Gateway dead) {
        // In memory alone it dies with the process: there was no time, or the disk would not take it and no node was there.
        waiting.values().removeIf(found -> !found.stored
                && (found.diskTrouble || world.time().nanos() - found.at < SAFE_AFTER));
        waiting.values().forEach(found -> found.calmSeconds = 0);
    }

    private static boolean isBlock(ShareSight share) {
        return share.header()
                .map(bytes -> BlockHeader.read(bytes.toArray(), 0))
                .map(header -> header.nBits().toTarget().isMetBy(header.hash()))
                .orElse(false);
    }

    /** Of the block before the newest at least the jobs are remembered for a while. */
    private boolean mustBeRemembered(ShareSight share) {
        Way way = ways.get(new Channel(share.connection(), share.channel()));
        return way != null && share.honesty() != Honesty.FOREIGN_JOB && way.at > world.time().nanos() - REMEMBERED
                && share.header().map(bytes -> BlockHeader.read(bytes.toArray(), 0).prevHash().equals(way.from))
                        .orElse(false);
    }

    private static boolean isUnknownJob(String code) {
        return code.contains("invalid-job-id") || code.contains("job not found") || code.contains("Job not found");
    }
}
