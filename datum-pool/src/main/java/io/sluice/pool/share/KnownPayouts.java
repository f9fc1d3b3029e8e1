package io.sluice.pool.share;

import java.util.List;
import java.util.Optional;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.TxOutput;

/** The payout lists that this pool has given out. Safe on any thread. */
@FunctionalInterface
public interface KnownPayouts {

    /**
     * The list given under an id.
     *
     * @param prevHash the block that the asking gateway wanted to build on
     * @param value what it wanted to pay out
     * @param coinbaserId 1 to 255
     */
    Optional<List<TxOutput>> find(BlockHash prevHash, long value, int coinbaserId);
}
