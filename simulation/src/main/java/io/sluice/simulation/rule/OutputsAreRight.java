package io.sluice.simulation.rule;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Happening.JobGiven;
import io.sluice.simulation.trace.Happening.JobSight;
import io.sluice.simulation.trace.Happening.Payout;
import io.sluice.simulation.trace.Happening.PoolOffered;
import io.sluice.simulation.world.Addresses;
import io.sluice.simulation.world.SimulatedWorld;
import io.sluice.wire.type.Bytes;

/**
 * Every coinbase that miners are told pays whom it should: the operator alone where policy allows it, or what one list of the pool for
 * this value says, in its order, and the pool the rest.
 */
final class OutputsAreRight implements Rule {

    private static final long BEHIND = 5_000_000_000L;
    /** A list that was given out right before a pool died, or while it could not write, may be in no books for so long. */
    private static final long FORGETFUL = 40_000_000_000L;

    private record Waiting(long at, String miner, JobSight job, List<Payout> payouts) {}

    private final SimulatedWorld world;
    private long forgetfulUntil = -1;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private final Bytes pool = Addresses.script(Addresses.POOL);
    private final Bytes operator = Addresses.script(Addresses.OPERATOR);
    private final String policy;
    private final Map<Long, List<PoolOffered>> offersByValue = new HashMap<>();

    OutputsAreRight(SimulatedWorld world) {
        this.world = world;
        this.policy = world.setting().policy();
    }

    @Override
    public String name() {
        return "the outputs of every job are as the pool's list and the policy say";
    }

    @Override
    public void see(Happening happening) {
        switch (happening) {
            case PoolOffered offer -> offersByValue.computeIfAbsent(offer.value(), _ -> new ArrayList<>()).add(offer);
            case JobGiven(String miner, JobSight job) -> job.parts().ifPresent(
                    parts -> waiting.add(new Waiting(world.time().nanos(), miner, job, Coinbase.payouts(parts))));
            case Happening.PoolKilled _ -> forgetfulUntil = world.time().nanos() + FORGETFUL;
            default -> {
                // Of no concern here.
            }
        }
    }

    /** The pool writes down its lists while it gives them out: its books are a moment behind the miners. */
    @Override
    public void afterSecond() {
        if (world.pool().books().areFailing()) {
            forgetfulUntil = world.time().nanos() + FORGETFUL;
        }
        while (!waiting.isEmpty() && waiting.peek().at < world.time().nanos() - BEHIND) {
            Waiting oldest = waiting.remove();
            if (oldest.at > forgetfulUntil && !isRight(oldest.job, oldest.payouts)) {
                throw new RuleBroken(name(), oldest.miner, "under policy " + policy + " job " + oldest.job.jobId()
                        + " pays " + oldest.payouts);
            }
        }
    }

    private boolean isRight(JobSight job, List<Payout> payouts) {
        if (payouts.size() == 1 && payouts.getFirst().script().equals(operator)) {
            return !policy.equals("require");
        }
        if (policy.equals("never")) {
            return false;
        }
        long value = payouts.stream().mapToLong(Payout::satoshi).sum();
        // No list yet, or no room for one: the pool gets all.
        return payouts.size() == 1 && payouts.getFirst().script().equals(pool)
                || offersByValue.getOrDefault(value, List.of()).stream()
                        .filter(offer -> job.prevHash().map(offer.prevHash()::equals).orElse(true))
                        .anyMatch(offer -> follows(payouts, offer.payouts()));
    }

    /** Whether these are some of the list in its order, and then perhaps the pool's own. */
    private boolean follows(List<Payout> payouts, List<Payout> list) {
        int next = 0;
        for (int i = 0; i < payouts.size(); i++) {
            Payout payout = payouts.get(i);
            while (next < list.size() && !list.get(next).equals(payout)) {
                next++;
            }
            if (next == list.size()) {
                return i == payouts.size() - 1 && payout.script().equals(pool);
            }
            next++;
        }
        return true;
    }
}
