package io.sluice.mining.port;

import io.sluice.mining.candidate.BlockCandidate;

/** Hears what may be mined. Called on the candidate desk's thread, in order; must return at once. */
public interface WorkListener {

    /** From now on this. Which work of before stays good beside it, {@link BlockCandidate#continues} tells. */
    void publish(BlockCandidate candidate);

    /** From now on nothing: miners are to be let go until {@link #publish} is called again. The text says why. */
    void withhold(String why);
}
