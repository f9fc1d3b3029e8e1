package io.sluice.wire;

/**
 * Bytes that are no message. A codec throws it instead of returning half a value, and the conversation that receives it
 * closes the connection. A message of an unknown type is something else, and no failure.
 */
public final class MalformedMessage extends Exception {

    /** What is wrong with the bytes. */
    public enum Fault {

        /** The payload ends before its last field does. */
        TRUNCATED,

        /** A length or count is above the limit of its type. */
        OVERLONG,

        /** A field holds a value that its type does not have. */
        OUT_OF_RANGE
    }

    private final Fault fault;
    private final String detail;

    /**
     * @param detail what was found and what was allowed, as the end of a sentence; without any content of the message
     */
    public MalformedMessage(Fault fault, String detail) {
        super(sentence(fault, detail));
        this.fault = fault;
        this.detail = detail;
    }

    private MalformedMessage(String specName, MalformedMessage cause) {
        super(specName + " " + sentence(cause.fault, cause.detail), cause);
        this.fault = cause.fault;
        this.detail = cause.detail;
    }

    public Fault fault() {
        return fault;
    }

    /** The same failure, told of the message in which it happened. */
    MalformedMessage in(String specName) {
        return new MalformedMessage(specName, this);
    }

    private static String sentence(Fault fault, String detail) {
        return switch (fault) {
            case TRUNCATED -> "truncated: ";
            case OVERLONG -> "overlong: ";
            case OUT_OF_RANGE -> "out of range: ";
        } + detail;
    }
}
