package io.sluice.app.wiring;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sluice.app.node.BlockSender;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.port.TemplateSource;
import io.sluice.pool.chain.BlockAnswer;
import io.sluice.pool.chain.BlockAnswer.Outcome;
import io.sluice.pool.chain.ChainView;
import io.sluice.pool.chain.PoolTip;
import io.sluice.wire.type.Bytes;

/**
 * The pool's own view of the chain: asks its node four times a second for the best block, and for a template when that has changed. What a
 * gateway says about the chain is never believed.
 *
 * <p>One question at a time: answers that overtake each other could bring back a tip that is gone, and a slow node would be asked ever
 * more.
 *
 * <p>Belongs to one loop, to which {@link #listen} hands over; {@link #submitBlock} may be called on any thread.
 */
final class NodeView implements ChainView {

    private static final Logger LOG = LoggerFactory.getLogger("sluice.pool");
    private static final long POLL_MILLIS = 250;

    private final TemplateSource node;
    private final BlockSender sender;
    private final ScheduledExecutorService loop;
    private Optional<PoolTip> tip = Optional.empty();
    private @Nullable Consumer<PoolTip> listener;
    private boolean silent;
    /** Absent while a question is under way. */
    private @Nullable Future<?> nextLook;
    /** Whether to ask anew as soon as the question under way is answered. */
    private boolean urgent;

    NodeView(TemplateSource node, BlockSender sender, ScheduledExecutorService loop) {
        this.node = node;
        this.sender = sender;
        this.loop = loop;
    }

    /** Fetches the tip and goes on watching. The stage completes with the first tip, or fails as the node's client does. */
    CompletionStage<PoolTip> start() {
        return node.template().thenApplyAsync(template -> {
            goOn();
            return take(template.tip());
        }, loop);
    }

    @Override
    public void listen(Consumer<PoolTip> hears) {
        loop.execute(() -> {
            listener = hears;
            tip.ifPresent(hears);
        });
    }

    @Override
    public CompletionStage<BlockAnswer> submitBlock(Bytes block) {
        return sender.submit(block).thenApply(answer -> switch (answer) {
            case io.sluice.app.node.BlockAnswer.Accepted() -> {
                loop.execute(this::hurry);
                yield new BlockAnswer(Outcome.ACCEPTED, "accepted");
            }
            case io.sluice.app.node.BlockAnswer.LostRace(String words) -> new BlockAnswer(
                    words.startsWith("duplicate") ? Outcome.ALREADY_KNOWN : Outcome.LOST_RACE, words);
            case io.sluice.app.node.BlockAnswer.Refused(String reason) -> new BlockAnswer(Outcome.REFUSED, reason);
            case io.sluice.app.node.BlockAnswer.Unreachable(String sentence) ->
                new BlockAnswer(Outcome.NO_ANSWER, sentence);
        });
    }

    /** There is a new block: the next look is now, or as soon as the question under way is answered. */
    private void hurry() {
        Future<?> look = nextLook;
        if (look == null) {
            urgent = true;
        } else {
            look.cancel(false);
            fetch();
        }
    }

    private void look() {
        nextLook = null;
        node.bestBlock().whenCompleteAsync((best, failure) -> {
            if (failure != null) {
                goOn();
                failed(failure);
            } else if (tip.isPresent() && tip.get().prevHash().equals(best)) {
                goOn();
                answered();
            } else {
                fetch();
            }
        }, loop);
    }

    private void fetch() {
        nextLook = null;
        node.template().whenCompleteAsync((template, failure) -> {
            goOn();
            if (failure != null) {
                failed(failure);
            } else {
                take(template.tip());
            }
        }, loop);
    }

    /** A question is answered, so there may be the next one. */
    private void goOn() {
        if (urgent) {
            urgent = false;
            fetch();
        } else {
            nextLook = loop.schedule(this::look, POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private PoolTip take(ChainTip found) {
        answered();
        PoolTip next = new PoolTip(found.prevHash(), found.height(), found.nBits(), found.minNtime());
        tip = Optional.of(next);
        if (listener != null) {
            listener.accept(next);
        }
        return next;
    }

    private void answered() {
        if (silent) {
            silent = false;
            LOG.info("the node answers again");
        }
    }

    private void failed(Throwable failure) {
        if (!silent) {
            silent = true;
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            LOG.error("the node does not answer, so new blocks are not seen: {}", String.valueOf(cause.getMessage()));
        }
    }
}
