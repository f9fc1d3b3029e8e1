package io.sluice.simulation.miner;

import java.util.OptionalLong;

/** How a protocol says what a rig has found. */
interface Tongue {

    /**
     * Words for a share.
     *
     * @param jobId the job it is said to be for
     */
    Letter share(String jobId, Proof proof);

    /** What can not be read, or not as a share. */
    Letter garbage();

    /** A job id as the protocol writes them, drawn by chance. */
    String anyJobId();

    /**
     * A message to the gateway, which may be sent more than once.
     *
     * @param number that its answer will name; empty when no answer can be expected
     */
    record Letter(OptionalLong number, Runnable post) {}
}
