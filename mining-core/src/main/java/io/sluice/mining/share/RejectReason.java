package io.sluice.mining.share;

/** Why a share does not count. Each protocol has its own words for these; the edges translate. */
public enum RejectReason {
    /** The submitter is nobody who may submit here. */
    UNAUTHORIZED("unauthorized"),
    /** No job of that id is remembered. */
    UNKNOWN_JOB("unknown job"),
    /** The extranonce has another length than the channel's. */
    BAD_EXTRANONCE("bad extranonce size"),
    /** The version differs from the job's outside the bits that may be rolled. */
    BAD_VERSION("version bits outside the mask"),
    /** nTime is before the earliest valid one. */
    TIME_TOO_OLD("time too old"),
    /** nTime is more than two hours ahead of the clock. */
    TIME_TOO_NEW("time too new"),
    /** The job was good once. */
    STALE("stale"),
    /** The same header was accepted before. */
    DUPLICATE("duplicate"),
    /** The hash is above the target of its job. */
    LOW_DIFFICULTY("low difficulty"),
    /** Not the miner's fault: there is no room for more shares before the pool, or for more fingerprints of this job. */
    OVERLOADED("gateway overloaded");

    private final String words;

    RejectReason(String words) {
        this.words = words;
    }

    /** For logs and people. */
    public String words() {
        return words;
    }
}
