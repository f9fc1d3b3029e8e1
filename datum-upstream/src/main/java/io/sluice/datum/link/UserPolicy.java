package io.sluice.datum.link;

/** What of a miner's own name the pool gets to see (section 4.3). */
public enum UserPolicy {
    /** The name as it is, so that miners can be paid at addresses of their own. */
    FULL,
    /** The operator's address, and the name as a worker of it. */
    WORKER,
    /** The operator's address and nothing else. */
    PRIVATE
}
