package io.sluice.mining.port;

/** The node gave no usable answer. The message is one sentence for the operator: what, why, and what to do. */
public final class NodeTrouble extends Exception {

    private static final long serialVersionUID = 1L;

    public NodeTrouble(String message) {
        super(message);
    }
}
