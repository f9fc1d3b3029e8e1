package io.sluice.app.wiring;

import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.port.WorkListener;

/** Tells two that there is work: first those who sit, then the doors for those who come. */
record WorkListeners(WorkListener first, WorkListener second) implements WorkListener {

    @Override
    public void publish(BlockCandidate candidate) {
        first.publish(candidate);
        second.publish(candidate);
    }

    @Override
    public void withhold(String why) {
        first.withhold(why);
        second.withhold(why);
    }
}
