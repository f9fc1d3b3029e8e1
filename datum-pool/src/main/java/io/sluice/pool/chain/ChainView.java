package io.sluice.pool.chain;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.sluice.wire.type.Bytes;

/**
 * The pool's node, as far as the pool needs one.
 *
 * <p>Threading: all methods from any thread; none blocks.
 */
public interface ChainView {

    /**
     * Calls back with the tip, as soon as there is one, and with every one after it, also when only minimum time or target
     * changed; one call at a time, in order, on a thread of the view's choice. The listener does not block.
     */
    void listen(Consumer<PoolTip> listener);

    /**
     * Hands a block to the node.
     *
     * @param block as {@code submitblock} takes it, with witness
     * @return what came of it; never completes exceptionally
     */
    CompletionStage<BlockAnswer> submitBlock(Bytes block);
}
