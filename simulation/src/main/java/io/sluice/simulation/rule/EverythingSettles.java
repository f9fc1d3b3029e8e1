package io.sluice.simulation.rule;

import java.util.HashMap;
import java.util.Map;

import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.ledger.Tally;
import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Happening.Honesty;
import io.sluice.simulation.trace.Happening.ShareAnswered;
import io.sluice.simulation.trace.Happening.ShareSent;
import io.sluice.simulation.world.SimulatedWorld;

/** When faults have stopped, everything comes back: programs run, miners mine, and every share gets its answer. */
final class EverythingSettles implements Rule {

    private static final long TO_COME_BACK = 90_000_000_000L;
    private static final int ENOUGH = 4;

    private final SimulatedWorld world;
    private final Map<String, Integer> sent = new HashMap<>();
    private final Map<String, Integer> accepted = new HashMap<>();

    EverythingSettles(SimulatedWorld world) {
        this.world = world;
    }

    @Override
    public String name() {
        return "after the faults everything settles";
    }

    @Override
    public void see(Happening happening) {
        if (world.healedAt() == 0 || world.time().nanos() < world.healedAt() + TO_COME_BACK) {
            return;
        }
        switch (happening) {
            case ShareSent(String miner, var share) when share.honesty() == Honesty.HONEST ->
                sent.merge(miner, 1, Integer::sum);
            case ShareAnswered(String miner, var _, boolean good, String _) when good ->
                accepted.merge(miner, 1, Integer::sum);
            default -> {
                // Of no concern here.
            }
        }
    }

    @Override
    public void atEnd() {
        if (world.gateway().gateway().isEmpty()) {
            throw new RuleBroken(name(), "gateway", "the gateway does not run again");
        }
        Tally total = world.gateway().gateway().get().ledger().total();
        if (total.of(ShareFate.QUEUED) > 0 || total.of(ShareFate.SENT) > 0) {
            throw new RuleBroken(name(), "gateway", "shares still wait: " + total);
        }
        for (SimulatedWorld.Seat seat : world.miners()) {
            String miner = seat.miner().name();
            if (!seat.miner().hasWork()) {
                throw new RuleBroken(name(), miner, miner + " has no work again");
            }
            if (sent.getOrDefault(miner, 0) >= ENOUGH && !accepted.containsKey(miner)) {
                throw new RuleBroken(name(), miner, miner + " had none of " + sent.get(miner)
                        + " shares accepted, though the faults have stopped");
            }
            if (seat.miner().unanswered() > 0) {
                throw new RuleBroken(name(), miner, miner + " waits for answers to " + seat.miner().unanswered()
                        + " shares");
            }
        }
    }
}
