package io.sluice.simulation.rule;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Happening.Honesty;
import io.sluice.simulation.trace.Happening.JobGiven;
import io.sluice.simulation.trace.Happening.ShareAnswered;
import io.sluice.simulation.trace.Happening.ShareSent;
import io.sluice.simulation.trace.Happening.ShareSight;
import io.sluice.simulation.trace.Happening.TipChanged;
import io.sluice.simulation.world.SimulatedWorld;

/**
 * A share that its miner found honestly is refused for one reason alone: that it came too late. A share that is bad, knowingly, is
 * never accepted. No header is found twice.
 */
final class HonestSharesStand implements Rule {

    private static final long CALM = 40_000_000_000L;
    private static final long SETTLED = 2_000_000_000L;

    private record Channel(long connection, long channel) {}

    private final Map<BlockHash, String> found = new HashMap<>();
    private final SimulatedWorld world;
    private final Map<Channel, Set<String>> validJobs = new HashMap<>();
    private BlockHash tip = BlockHash.ZERO;
    private long tipSince;

    HonestSharesStand(SimulatedWorld world) {
        this.world = world;
    }

    @Override
    public String name() {
        return "an honest share is refused only when it came too late, and a bad one is never accepted";
    }

    @Override
    public void see(Happening happening) {
        switch (happening) {
            case ShareSent(String miner, var share) when share.honesty() == Honesty.HONEST -> {
                String before = found.put(share.hash(), miner);
                if (before != null) {
                    throw new RuleBroken(name(), miner, "found the header " + share.hash() + " that " + before
                            + " had found before: both had the same work");
                }
            }
            case TipChanged(String _, BlockHash newest, int _) -> {
                tip = newest;
                tipSince = world.time().nanos();
            }
            case JobGiven(String _, var job) -> {
                Set<String> valid = validJobs.computeIfAbsent(
                        new Channel(job.connection(), job.channel()), _ -> new HashSet<>());
                if (job.clean()) {
                    valid.clear();
                }
                valid.add(job.jobId());
            }
            case ShareAnswered(String miner, var share, boolean accepted, String code) -> {
                if (share.honesty() == Honesty.HONEST && !accepted && !isLate(code, share)) {
                    throw new RuleBroken(name(), miner, "share " + share.number() + " for job " + share.jobId()
                            + " is honest and refused: " + code);
                }
                if (share.honesty() == Honesty.HONEST && !accepted && world.calmFor() > CALM && isOnTip(share)) {
                    throw new RuleBroken(name(), miner, "share " + share.number() + " for job " + share.jobId()
                            + " is on the newest block, nothing is wrong in the world, and it is refused: " + code);
                }
                if (share.honesty() != Honesty.HONEST && accepted) {
                    throw new RuleBroken(name(), miner, "share " + share.number() + " for job " + share.jobId()
                            + " is accepted, though it is " + share.honesty().words());
                }
            }
            default -> {
                // Of no concern here.
            }
        }
    }

    /** Whether it builds on the block that all have built on for a while. */
    private boolean isOnTip(ShareSight share) {
        return tipSince < world.time().nanos() - SETTLED && share.header()
                .map(bytes -> BlockHeader.read(bytes.toArray(), 0).prevHash().equals(tip)).orElse(false);
    }

    private boolean isLate(String code, ShareSight share) {
        String words = code.toLowerCase(Locale.ROOT);
        return words.contains("stale") || isUnknownJob(words) && !validJobs
                .getOrDefault(new Channel(share.connection(), share.channel()), Set.of()).contains(share.jobId());
    }

    /** Of void jobs the gateway remembers only the newest. */
    private static boolean isUnknownJob(String words) {
        return words.contains("invalid-job-id") || words.contains("job not found") || words.startsWith("21");
    }
}
