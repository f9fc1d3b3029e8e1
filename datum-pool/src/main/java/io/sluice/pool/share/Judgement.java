package io.sluice.pool.share;

import java.util.Optional;

/**
 * What the pool makes of a share.
 *
 * @param verdict what the gateway is told
 * @param work present if the hash meets the target it commits to
 * @param solved present if the hash meets the network's target, whatever the verdict
 */
public record Judgement(Verdict verdict, Optional<ProvenWork> work, Optional<SolvedShare> solved) {

    /** Whether a share counts. */
    public sealed interface Verdict {

        /** It counts. */
        record Accepted() implements Verdict {}

        /** It counts if the chain turns out to be what the gateway says: it builds on a block that our node lacks. */
        record Tentative() implements Verdict {}

        /** It does not count. */
        record Rejected(Fault fault) implements Verdict {}
    }
}
