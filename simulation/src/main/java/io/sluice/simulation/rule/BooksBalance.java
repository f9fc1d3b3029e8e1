package io.sluice.simulation.rule;

import java.util.Map;
import java.util.TreeMap;

import io.sluice.app.wiring.Gateway;
import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.ledger.Tally;
import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Happening.ShareAnswered;
import io.sluice.simulation.world.SimulatedWorld;

/**
 * The share equation: what the gateway's books say was told accepted is the sum of all fates, for each worker and in total; no fate is
 * below zero; and no miner ever heard "accepted" more often than the books know of.
 */
final class BooksBalance implements Rule {

    private final SimulatedWorld world;
    private final Map<String, Long> told = new TreeMap<>();
    private final Map<String, Long> acceptedByTheDead = new TreeMap<>();

    BooksBalance(SimulatedWorld world) {
        this.world = world;
        world.atGatewayEnd(this::remember);
    }

    @Override
    public String name() {
        return "told accepted = local + queued + sent + acknowledged + tentative + rejected + unanswered + lost";
    }

    @Override
    public void see(Happening happening) {
        if (happening instanceof ShareAnswered answered && answered.accepted()) {
            String worker = answered.share().user();
            long heard = told.merge(worker, 1L, Long::sum);
            long booked = acceptedByTheDead.getOrDefault(worker, 0L) + world.gateway().gateway()
                    .map(gateway -> gateway.ledger().byWorker().getOrDefault(worker, Tally.ZERO).accepted())
                    .orElse(0L);
            if (heard > booked) {
                throw new RuleBroken(name(), happening.subject(), "worker " + worker + " heard \"accepted\" " + heard
                        + " times, and the books know of " + booked);
            }
        }
    }

    @Override
    public void afterStep() {
        world.gateway().gateway().ifPresent(gateway -> {
            Tally total = gateway.ledger().total();
            check("all workers", total);
            if (world.time().steps() % 16 == 0) {
                checkWorkers(gateway, total);
            }
        });
    }

    private void checkWorkers(Gateway gateway, Tally total) {
        Tally sum = Tally.ZERO;
        for (Map.Entry<String, Tally> worker : gateway.ledger().byWorker().entrySet()) {
            check(worker.getKey(), worker.getValue());
            sum = sum.plus(worker.getValue());
        }
        if (sum.accepted() != total.accepted()) {
            throw new RuleBroken(name(), "gateway", "workers add up to " + sum + ", the total is " + total);
        }
    }

    private void check(String whose, Tally tally) {
        long sum = 0;
        for (ShareFate fate : ShareFate.values()) {
            if (tally.of(fate) < 0) {
                throw new RuleBroken(name(), "gateway", whose + ": " + fate + " is below zero: " + tally);
            }
            sum += tally.of(fate);
        }
        if (sum != tally.accepted()) {
            throw new RuleBroken(name(), "gateway", whose + ": " + tally);
        }
    }

    private void remember(Gateway dead) {
        dead.ledger().byWorker().forEach(
                (worker, tally) -> acceptedByTheDead.merge(worker, tally.accepted(), Long::sum));
    }
}
