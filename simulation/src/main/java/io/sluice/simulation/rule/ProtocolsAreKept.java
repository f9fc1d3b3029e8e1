package io.sluice.simulation.rule;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Happening.JobGiven;
import io.sluice.simulation.trace.Happening.JobSight;
import io.sluice.simulation.trace.Happening.Oddity;

/**
 * Miners are told nothing that their protocol does not allow: no answer to what they did not ask, no job on another block without the
 * word that what came before is void, and none on a block that they were led away from.
 */
final class ProtocolsAreKept implements Rule {

    private record Channel(long connection, long channel) {}

    private final Map<Channel, BlockHash> block = new HashMap<>();
    private final Map<Channel, Set<BlockHash>> left = new HashMap<>();

    @Override
    public String name() {
        return "miners are told nothing that their protocol does not allow";
    }

    @Override
    public void see(Happening happening) {
        switch (happening) {
            case Oddity(String miner, String words) -> throw new RuleBroken(name(), miner, miner + " " + words);
            case JobGiven(String miner, JobSight job) when job.prevHash().isPresent() ->
                follow(miner, job, job.prevHash().get());
            default -> {
                // Of no concern here.
            }
        }
    }

    private void follow(String miner, JobSight job, BlockHash now) {
        Channel channel = new Channel(job.connection(), job.channel());
        BlockHash before = block.put(channel, now);
        if (now.equals(before)) {
            return;
        }
        if (!job.clean()) {
            throw new RuleBroken(name(), miner,
                    "job " + job.jobId() + " is on another block, and the jobs before are not"
                            + " declared void");
        }
        if (before != null && !left.computeIfAbsent(channel, _ -> new HashSet<>()).add(before)
                || left.getOrDefault(channel, Set.of()).contains(now)) {
            throw new RuleBroken(name(), miner, "job " + job.jobId() + " leads back to block " + now);
        }
    }
}
