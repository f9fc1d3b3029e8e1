package io.sluice.mining.port;

import io.sluice.mining.candidate.BlockCandidate;

/** Hears what may be mined. Called on the candidate desk's thread, in order; must return at once. */
public interface WorkListener {

    /** From now on this. When {@link BlockCandidate#newTip} is set, all work of before is void. */
    void publish(BlockCandidate candidate);

    /** From now on nothing: miners are to be let go until {@link #publish} is called again. The text says why. */
    void withhold(String why);
}
