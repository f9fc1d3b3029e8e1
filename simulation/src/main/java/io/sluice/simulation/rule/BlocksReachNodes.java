package io.sluice.simulation.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;

import io.sluice.app.wiring.Gateway;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Happening.BlockHanded;
import io.sluice.simulation.trace.Happening.BlockStored;
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

    /** So long a gateway must have lived on, with a disk that works, for a block to be safe there. */
    private static final int SECONDS_TO_STORE = 3;
    /** So many jobs of a channel are remembered at least, whatever they build on: they may still bring a block. */
    private static final int REMEMBERED = 8;
    /** So long a node must have been there, and the gateway too, for a block to have arrived. */
    private static final int PATIENCE_SECONDS = 25;

    private static final class Found {
        private final String miner;
        private boolean stored;
        private int secondsOfDisk;
        private int calmSeconds;

        private Found(String miner) {
            this.miner = miner;
        }
    }

    private record Channel(long connection, long channel) {}

    private final SimulatedWorld world;
    private final Map<Channel, SequencedSet<String>> newestJobs = new HashMap<>();
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
                        Found found = new Found(miner);
                        found.stored = stored.contains(hash);
                        return found;
                    });
                }
            }
            case JobGiven(String _, JobSight job) -> {
                SequencedSet<String> newest = newestJobs
                        .computeIfAbsent(new Channel(job.connection(), job.channel()), _ -> new LinkedHashSet<>());
                newest.add(job.jobId());
                if (newest.size() > REMEMBERED) {
                    newest.removeFirst();
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
            found.secondsOfDisk = world.gateway().disk().isInTrouble() ? 0 : found.secondsOfDisk + 1;
            found.calmSeconds = calm ? found.calmSeconds + 1 : 0;
            if (found.calmSeconds > PATIENCE_SECONDS) {
                throw new RuleBroken(name(), found.miner, "block " + entry.getKey() + " was found by " + found.miner
                        + " and never handed to the node");
            }
        }
    }

    private void gatewayEnded(Gateway dead) {
        // In memory alone it dies with the process: there was no time, or the disk would not take it and no node was there.
        waiting.values().removeIf(found -> !found.stored && found.secondsOfDisk <= SECONDS_TO_STORE);
        waiting.values().forEach(found -> found.calmSeconds = 0);
    }

    private static boolean isBlock(ShareSight share) {
        return share.header()
                .map(bytes -> BlockHeader.read(bytes.toArray(), 0))
                .map(header -> header.nBits().toTarget().isMetBy(header.hash()))
                .orElse(false);
    }

    /** The answer came behind all jobs that the gateway knew when it judged. */
    private boolean mustBeRemembered(ShareSight share) {
        return newestJobs.getOrDefault(new Channel(share.connection(), share.channel()), new LinkedHashSet<>())
                .contains(share.jobId());
    }

    private static boolean isUnknownJob(String code) {
        return code.contains("invalid-job-id") || code.contains("job not found") || code.contains("Job not found");
    }
}
