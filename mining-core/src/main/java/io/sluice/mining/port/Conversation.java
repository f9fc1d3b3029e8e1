package io.sluice.mining.port;

import java.time.Duration;
import java.util.List;

import io.sluice.mining.candidate.BlockCandidate;

/**
 * One side of a talk with one miner connection: inputs in, effects out. It belongs to the event loop of its connection and is
 * never called on another thread.
 *
 * @param <I> what the miner says
 * @param <O> what the miner is told
 */
public interface Conversation<I, O> {

    /** The miner said something. */
    List<Effect<O>> received(I message);

    /** There is new work. */
    List<Effect<O>> work(BlockCandidate candidate);

    /** There is no work any more: let the miner go. */
    List<Effect<O>> withheld(String why);

    /** Called about once a second, or sooner: deadlines, difficulty, batched answers, heartbeats. */
    List<Effect<O>> tick();

    /**
     * How soon {@link #tick} wants to be called again, at most a second. Very fast miners need new jobs more often than that.
     */
    default Duration untilNextTick() {
        return Duration.ofSeconds(1);
    }

    /** The connection is gone: give back what it held. Replies are of no use any more. */
    List<Effect<O>> closed();
}
