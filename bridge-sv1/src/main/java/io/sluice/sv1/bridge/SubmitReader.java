package io.sluice.sv1.bridge;

import io.sluice.mining.job.Job;
import io.sluice.mining.share.Share;
import io.sluice.sv1.message.Submit;

/** Turns what a miner submits into a share of the kernel's. */
final class SubmitReader {

    private SubmitReader() {}

    /**
     * The share that was mined on this job. The version bits are a difference, so that they mean the same whatever bits the
     * job's version has; since jobs keep the bits that may be rolled clear, this equals BIP 310's formula.
     */
    static Share share(Submit submit, Job job) {
        return new Share(job.version() ^ submit.versionBits(), submit.nTime(), submit.nonce(), submit.extranonce2());
    }
}
