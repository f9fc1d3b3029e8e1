package io.sluice.mining.desk;

import java.time.Duration;

import io.sluice.mining.bitcoin.Network;
import io.sluice.wire.type.Bytes;

/**
 * What the operator decides about work.
 *
 * @param network that the node is on
 * @param policy what to do without a pool
 * @param soloScript the operator's own output script: gets everything on solo work
 * @param soloTag primary tag on solo work
 * @param secondaryTag the operator's tag on all work; may be empty
 * @param uniqueId 16 bits that tell this gateway from others of its owner
 * @param emptyWork when a block without transactions is mined
 * @param poll how often the node is asked for its best block
 * @param refresh how often a new template is fetched
 * @param maxWorkAge miners are let go when the last candidate is older
 * @param poolPatience miners are let go, or work solo, when the pool is away for longer
 * @param poolTrial miners that work solo go back to a pool that has stayed for so long
 */
public record DeskSettings(
        Network network,
        PoolPolicy policy,
        Bytes soloScript,
        Bytes soloTag,
        Bytes secondaryTag,
        int uniqueId,
        EmptyWork emptyWork,
        Duration poll,
        Duration refresh,
        Duration maxWorkAge,
        Duration poolPatience,
        Duration poolTrial) {

    /** What to do without a pool. */
    public enum PoolPolicy {
        /** Let the miners go. */
        REQUIRE,
        /** Work for the operator alone until it is back. */
        PREFER,
        /** Always work for the operator alone. */
        NEVER
    }
}
