package io.sluice.app.sandbox;

/** What the sandbox makes of a submitted block. */
public sealed interface SubmitVerdict {

    /** It is the new tip. */
    record Accepted(SandboxBlock block) implements SubmitVerdict {}

    /** It is valid, and no higher than the tip: {@code inconclusive}. */
    record Aside(SandboxBlock block) implements SubmitVerdict {}

    /** It breaks a rule or is known already; the reason is BIP 22's or Bitcoin Core's word. */
    record Rejected(String reason) implements SubmitVerdict {}

    /** It is no block at all. */
    record Undecodable(String why) implements SubmitVerdict {}
}
