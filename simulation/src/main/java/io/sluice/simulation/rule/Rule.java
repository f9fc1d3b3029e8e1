package io.sluice.simulation.rule;

import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Watcher;

/** One thing that must always hold. It throws {@link RuleBroken} at the first moment at which it does not. */
public interface Rule extends Watcher {

    /** The rule, as a sentence. */
    String name();

    /** Something was seen. */
    @Override
    default void see(Happening happening) {}

    /** An event of the world is over. */
    default void afterStep() {}

    /** A virtual second is over. */
    default void afterSecond() {}

    /** Faults have stopped, miners too, and everything had time to settle. */
    default void atEnd() {}
}
