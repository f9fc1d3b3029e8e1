package io.sluice.app.node;

/** What a node says to a block. */
public sealed interface BlockAnswer {

    /** It is the new tip. */
    record Accepted() implements BlockAnswer {}

    /**
     * Nothing is wrong with it, but another was first, or the node has it already from somebody else.
     *
     * @param words the node's own, for example {@code inconclusive}
     */
    record LostRace(String words) implements BlockAnswer {}

    /** It breaks a rule, in the node's words: this should never be. */
    record Refused(String reason) implements BlockAnswer {}

    /** The node could not be asked, so it is worth another try. The sentence is for the operator. */
    record Unreachable(String sentence) implements BlockAnswer {}
}
