package io.sluice.simulation.rule;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;

import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Happening.Disconnected;
import io.sluice.simulation.trace.Happening.Honesty;
import io.sluice.simulation.trace.Happening.JobGiven;
import io.sluice.simulation.trace.Happening.JobSight;
import io.sluice.simulation.trace.Happening.ShareAnswered;
import io.sluice.simulation.world.SimulatedWorld;

/** Who hears "stale" for its newest job soon gets another one, or is let go. */
final class StaleHasAReason implements Rule {

    private static final int PATIENCE_SECONDS = 45;

    private record Channel(long connection, long channel) {}

    private static final class Stale {
        private final String miner;
        private final String jobId;
        private int seconds;

        private Stale(String miner, String jobId) {
            this.miner = miner;
            this.jobId = jobId;
        }
    }

    private final SimulatedWorld world;
    private final Map<Channel, String> newestJob = new HashMap<>();
    private final Map<Channel, Stale> waiting = new HashMap<>();

    StaleHasAReason(SimulatedWorld world) {
        this.world = world;
    }

    @Override
    public String name() {
        return "who hears \"stale\" for its newest job gets another one or is let go";
    }

    @Override
    public void see(Happening happening) {
        switch (happening) {
            case JobGiven(String _, JobSight job) -> {
                Channel channel = new Channel(job.connection(), job.channel());
                newestJob.put(channel, job.jobId());
                waiting.remove(channel);
            }
            case Disconnected(String _, long connection, String _) -> {
                newestJob.keySet().removeIf(channel -> channel.connection == connection);
                waiting.keySet().removeIf(channel -> channel.connection == connection);
            }
            case ShareAnswered(String miner, var share, boolean accepted, String code) when !accepted
                    && share.honesty() == Honesty.HONEST && code.toLowerCase(Locale.ROOT).contains("stale") -> {
                Channel channel = new Channel(share.connection(), share.channel());
                if (share.jobId().equals(newestJob.get(channel))) {
                    waiting.putIfAbsent(channel, new Stale(miner, share.jobId()));
                }
            }
            default -> {
                // Of no concern here.
            }
        }
    }

    @Override
    public void afterSecond() {
        for (Iterator<Stale> all = waiting.values().iterator(); all.hasNext();) {
            Stale stale = all.next();
            if (world.isMute(stale.miner, PATIENCE_SECONDS * 1_000_000_000L)) {
                all.remove();
            } else if (++stale.seconds > PATIENCE_SECONDS) {
                throw new RuleBroken(name(), stale.miner,
                        "a share for job " + stale.jobId + " was stale " + stale.seconds
                                + " s ago, and there is no other job yet");
            }
        }
    }
}
