package io.sluice.app.node;

/** A node's answer is of no use; the message is a few words that say where and why. */
final class MalformedAnswer extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean explained;

    /** It is not what it should be. */
    MalformedAnswer(String message) {
        this(message, false);
    }

    private MalformedAnswer(String message, boolean explained) {
        super(message);
        this.explained = explained;
    }

    /** It is what it should be and yet can not be mined; the message says what to do. */
    static MalformedAnswer unminable(String message) {
        return new MalformedAnswer(message, true);
    }

    /** The sentence for the operator. */
    String sentence(NodeSentences sentences, String method) {
        String what = String.valueOf(getMessage());
        return explained
                ? sentences.about("offers work that can not be mined: " + what + ".")
                : sentences.unusable(method, what);
    }
}
