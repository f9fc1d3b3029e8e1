package io.sluice.mining.desk;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.candidate.HeldWork;
import io.sluice.mining.port.PoolTerms;

/**
 * Keeps the empty work that miners hold ready for the next block, and says whether it is still what the next block needs.
 *
 * <p>Belongs to the desk's thread.
 */
final class NextBlock {

    /** @param terms of the pool that it was made for, empty for solo work */
    private record Ready(ChainTip now, Optional<PoolTerms> terms, HeldWork work) {}

    private final DeskSettings settings;
    private final CandidateMaker maker;
    private @Nullable Ready ready;

    NextBlock(DeskSettings settings, CandidateMaker maker) {
        this.settings = settings;
        this.maker = maker;
    }

    /** What to hold ready while this is mined: the same until tip or terms change. */
    Optional<HeldWork> after(BlockTemplate now, Optional<PoolTerms> terms) {
        Ready known = ready;
        if (known != null && known.now.sameParent(now.tip()) && known.terms.equals(terms)) {
            return Optional.of(known.work);
        }
        if (settings.emptyWork() == EmptyWork.OFF || !isSubsidyKnown(now)) {
            ready = null;
            return Optional.empty();
        }
        HeldWork work = maker.held(now, settings.network().subsidyAt(now.tip().height() + 1), terms);
        ready = new Ready(now.tip(), terms, work);
        return Optional.of(work);
    }

    /** What was held for the block on this tip, if nothing that it was made for has changed. */
    Optional<HeldWork> on(ChainTip tip, Optional<PoolTerms> terms) {
        return Optional.ofNullable(ready)
                .filter(known -> known.work.height() == tip.height() && known.terms.equals(terms))
                .map(Ready::work);
    }

    /** A block that gives out too much is no block: what the node gives now must be what we reckon, and nothing halves in between. */
    private boolean isSubsidyKnown(BlockTemplate now) {
        Network network = settings.network();
        long subsidy = now.coinbaseValue() - now.totalFees();
        int height = now.tip().height();
        return subsidy == network.subsidyAt(height) && subsidy == network.subsidyAt(height + 1);
    }
}
