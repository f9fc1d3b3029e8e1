package io.sluice.app.wiring;

import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.port.BlockSubmitter;
import io.sluice.mining.port.Conversation;
import io.sluice.mining.port.Effect;

/**
 * Runs one conversation with a miner: hands it what happens and performs what it wants. The same for both protocols.
 *
 * <p>Belongs to the loop of its connection.
 *
 * @param <I> what the miner says
 * @param <O> what the miner is told
 */
final class MinerConnection<I, O> implements Floor.Seat {

    private final Conversation<I, O> conversation;
    private final Wire<O> wire;
    private final BlockSubmitter blocks;
    private final Roster.Entry entry;
    private final Floor floor;
    private final ScheduledExecutorService loop;
    private boolean over;
    private long lastWork = -1;
    private @Nullable ScheduledFuture<?> nextTick;

    MinerConnection(
            Conversation<I, O> conversation,
            Wire<O> wire,
            BlockSubmitter blocks,
            Roster.Entry entry,
            Floor floor,
            ScheduledExecutorService loop) {
        this.conversation = conversation;
        this.wire = wire;
        this.blocks = blocks;
        this.entry = entry;
        this.floor = floor;
        this.loop = loop;
    }

    /** Begins: takes its seat, and hears of the work there is. */
    void begin() {
        floor.sit(this, loop);
        tickLater();
    }

    void received(I message) {
        if (!over) {
            perform(conversation.received(message));
        }
    }

    /** Lets the answers go to what was handed over so far. */
    void flush() {
        if (!over) {
            wire.flush();
        }
    }

    @Override
    public void work(BlockCandidate candidate) {
        // Who sits down while work is handed out hears of it twice; cut twice it would be hashed twice.
        if (!over && candidate.id() != lastWork) {
            lastWork = candidate.id();
            guarded(() -> conversation.work(candidate));
            tickLater();
        }
    }

    @Override
    public void withheld(String why) {
        if (!over) {
            guarded(() -> conversation.withheld(why));
        }
    }

    private void tick() {
        if (!over) {
            guarded(conversation::tick);
            tickLater();
        }
    }

    private void tickLater() {
        cancelTick();
        if (!over) {
            nextTick = loop.schedule(this::tick, conversation.untilNextTick().toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void cancelTick() {
        if (nextTick != null) {
            nextTick.cancel(false);
        }
    }

    /** The connection has ended. */
    void closed() {
        if (!over) {
            over = true;
            perform(conversation.closed());
        }
        cancelTick();
        floor.leave(this, loop);
        entry.left();
    }

    /**
     * Runs what no handler of the socket watches over. A mistake of ours ends this connection, and not the round in which all others
     * hear of their work.
     */
    private void guarded(Supplier<List<Effect<O>>> turn) {
        try {
            perform(turn.get());
            flush();
        } catch (RuntimeException mistake) {
            entry.failed(mistake);
            over = true;
            wire.close("a mistake of ours");
        }
    }

    private void perform(List<Effect<O>> effects) {
        for (Effect<O> effect : effects) {
            switch (effect) {
                case Effect.SubmitBlock<O>(var block) -> blocks.submit(block);
                case Effect.Reply<O>(var message) -> {
                    if (!over) {
                        wire.send(message);
                    }
                }
                case Effect.Report<O>(var event) -> entry.happened(event);
                case Effect.HangUp<O>(String why) -> {
                    if (!over) {
                        over = true;
                        entry.hungUp(why);
                        perform(conversation.closed());
                        wire.close(why);
                    }
                }
            }
        }
    }
}
