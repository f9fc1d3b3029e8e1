package io.sluice.datum.link;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.sluice.datum.job.DatumJobTable;
import io.sluice.datum.message.ClientConfiguration;
import io.sluice.mining.candidate.CoinbaseOutputs;
import io.sluice.mining.port.Upstream.WorkGrant;
import io.sluice.mining.port.Upstream.WorkRequest;
import io.sluice.mining.time.Ticker;

/**
 * Answers requests for work: finds a place for it among the eight, and asks the pool whom to pay.
 *
 * <p>Belongs to the pool link's loop.
 */
final class PlaceFinder {

    private final PoolSession session;
    private final DatumJobTable jobs;
    private final CoinbaserQueue coinbasers;
    private final LinkKeeper keeper;
    private final Ticker ticker;
    private final Supplier<String> whyAway;

    PlaceFinder(PoolSession session, DatumJobTable jobs, CoinbaserQueue coinbasers, LinkKeeper keeper, Ticker ticker,
            Supplier<String> whyAway) {
        this.session = session;
        this.jobs = jobs;
        this.coinbasers = coinbasers;
        this.keeper = keeper;
        this.ticker = ticker;
        this.whyAway = whyAway;
    }

    /** @param answer called once, now or when the pool has said whom to pay */
    void grant(WorkRequest request, Consumer<WorkGrant> answer) {
        Optional<ClientConfiguration> under = session.configuration();
        // Without a connection nobody can be asked whom to pay.
        if (under.isEmpty() || request.outputs() && !keeper.isReady()) {
            answer.accept(new WorkGrant.Refused(whyAway.get()));
            return;
        }
        OptionalInt slot = jobs.reserve(
                session.number(), request.tip(), under.get(), session.connection(), request.urgent(), ticker.nanos());
        if (slot.isEmpty()) {
            answer.accept(new WorkGrant.Refused("all eight places at the pool hold work that miners may still be at"));
        } else if (request.outputs() && request.value() >= CoinbaserQueue.LEAST_VALUE) {
            long asked = keeper.calls();
            coinbasers.ask(request.value(), request.tip().prevHash(),
                    outputs -> granted(asked, slot.getAsInt(), outputs, answer));
            keeper.flush();
        } else {
            answer.accept(new WorkGrant.Granted(session.number(), slot.getAsInt(), CoinbaseOutputs.NONE));
        }
    }

    private void granted(long asked, int slot, CoinbaseOutputs outputs, Consumer<WorkGrant> answer) {
        if (keeper.isReady() && keeper.calls() == asked) {
            answer.accept(new WorkGrant.Granted(session.number(), slot, outputs));
        } else {
            jobs.release(slot);
            answer.accept(new WorkGrant.Refused(whyAway.get()));
        }
    }
}
