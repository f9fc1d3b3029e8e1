package io.sluice.mining.share;

import java.util.Optional;

/**
 * What a share turned out to be. The two parts do not depend on each other: a header that solves a block is a block whatever
 * else is wrong with the share.
 *
 * @param block present when the header meets the network's target
 * @param verdict whether the share counts
 */
public record Judgement(Optional<SolvedBlock> block, ShareVerdict verdict) {

    static Judgement rejected(RejectReason reason) {
        return new Judgement(Optional.empty(), new ShareVerdict.Rejected(reason));
    }
}
