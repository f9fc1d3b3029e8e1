package io.sluice.mining.port;

import io.sluice.mining.candidate.BlockCandidate;

/** May miners mine, and if not, why. Immutable; read on any thread. */
public sealed interface WorkAvailability {

    /** They may, on this. */
    record Available(BlockCandidate candidate) implements WorkAvailability {}

    /** They may not. One of four causes: no fresh work, the pool policy, a payout mismatch, the operator. */
    record Withheld(String why) implements WorkAvailability {}
}
