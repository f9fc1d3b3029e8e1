package io.sluice.sv1.jsonrpc;

/** A line that means nothing. There is no id to answer to, so nobody is answered; the connection counts it. */
public final class MalformedLine extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong with the line. */
    public enum Fault {
        /** It is longer than a line may be. */
        OVERLONG,
        /** It is no JSON, or nested too deep. */
        NOT_JSON,
        /** It is JSON, but no object. */
        NOT_AN_OBJECT,
        /** It is an object, but its method or its id is something that they can not be. */
        NOT_A_CALL
    }

    private final Fault fault;

    /** @param detail the end of a sentence; without any content of the line */
    public MalformedLine(Fault fault, String detail) {
        super(detail);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
