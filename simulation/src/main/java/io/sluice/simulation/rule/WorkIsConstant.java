package io.sluice.simulation.rule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Happening.JobGiven;
import io.sluice.simulation.trace.Happening.JobSight;

/** A published job never changes: the same number on the same channel always means the same work. */
final class WorkIsConstant implements Rule {

    private record Name(long connection, long channel, String jobId) {}

    private final Map<Name, List<Object>> content = new HashMap<>();

    @Override
    public String name() {
        return "a published job never changes";
    }

    @Override
    public void see(Happening happening) {
        if (happening instanceof JobGiven(String miner, JobSight job)) {
            List<Object> now = List.of(job.version(), job.parts(), job.merkleRoot());
            List<Object> before = content.putIfAbsent(new Name(job.connection(), job.channel(), job.jobId()), now);
            if (before != null && !before.equals(now)) {
                throw new RuleBroken(name(), miner, "job " + job.jobId() + " on connection " + job.connection()
                        + " was " + before + " and is " + now);
            }
        }
    }
}
