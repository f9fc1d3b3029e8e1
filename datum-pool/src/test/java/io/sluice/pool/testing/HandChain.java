package io.sluice.pool.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.sluice.pool.chain.BlockAnswer;
import io.sluice.pool.chain.ChainView;
import io.sluice.pool.chain.PoolTip;
import io.sluice.wire.type.Bytes;

/** A chain whose tips a test brings, and which takes every block. */
public final class HandChain implements ChainView {

    public final List<Bytes> submitted = new ArrayList<>();
    public BlockAnswer answer = new BlockAnswer(BlockAnswer.Outcome.ACCEPTED, "");

    private final List<Consumer<PoolTip>> listeners = new ArrayList<>();
    private @Nullable PoolTip tip;

    public HandChain() {}

    public HandChain(PoolTip tip) {
        this.tip = tip;
    }

    public void advance(PoolTip next) {
        tip = next;
        listeners.forEach(listener -> listener.accept(next));
    }

    @Override
    public void listen(Consumer<PoolTip> listener) {
        listeners.add(listener);
        if (tip != null) {
            listener.accept(tip);
        }
    }

    @Override
    public CompletionStage<BlockAnswer> submitBlock(Bytes block) {
        submitted.add(block);
        return CompletableFuture.completedFuture(answer);
    }
}
