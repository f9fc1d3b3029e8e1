package io.sluice.mining.ledger;

/**
 * What became of a share that a miner was told is good.
 *
 * <pre>
 *   accepted --+--&gt; LOCAL
 *              +--&gt; QUEUED --+--&gt; SENT --+--&gt; ACKNOWLEDGED
 *                            |           +--&gt; TENTATIVE
 *                            |           +--&gt; REJECTED(reason)
 *                            |           +--&gt; UNANSWERED(reason)
 *                            +--&gt; LOST(reason)
 * </pre>
 */
public enum ShareFate {
    /** Below the difficulty its coinbase commits to, or solo work: never meant for the pool. */
    LOCAL,
    /** Waiting for the pool's socket. */
    QUEUED,
    /** Written to the pool's socket, no answer yet. */
    SENT,
    /** The pool took it. */
    ACKNOWLEDGED,
    /** The pool took it for now. */
    TENTATIVE,
    /** The pool refused it. */
    REJECTED,
    /** It was sent, and the connection ended without an answer. */
    UNANSWERED,
    /** It was never sent. */
    LOST
}
