package io.sluice.mining.channel;

import java.util.Optional;

import io.sluice.mining.share.RejectReason;
import io.sluice.mining.share.SolvedBlock;

/**
 * What to do about a submitted share: take the block to the network if there is one, then tell the miner.
 *
 * @param block present when the header solves a block, whatever the answer
 * @param rejection why the miner is told no; empty when it is told yes
 * @param difficulty the share's difficulty as the integer that {@code new_shares_sum} adds up; 0 when rejected
 */
public record SubmitOutcome(Optional<SolvedBlock> block, Optional<RejectReason> rejection, long difficulty) {

    /** A rejection with no block in it. */
    public static SubmitOutcome rejected(RejectReason reason) {
        return new SubmitOutcome(Optional.empty(), Optional.of(reason), 0);
    }

    public boolean accepted() {
        return rejection.isEmpty();
    }
}
