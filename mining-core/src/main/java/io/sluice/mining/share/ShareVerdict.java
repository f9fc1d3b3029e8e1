package io.sluice.mining.share;

/** Whether a share is good. */
public sealed interface ShareVerdict {

    /** It is; it may still fail to be admitted towards the pool. */
    record Accepted(AcceptedShare share) implements ShareVerdict {}

    /** It is not. */
    record Rejected(RejectReason reason) implements ShareVerdict {}
}
