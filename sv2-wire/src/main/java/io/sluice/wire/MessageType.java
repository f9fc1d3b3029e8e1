package io.sluice.wire;

/**
 * A kind of message. Implemented by one enum per subprotocol, which is its table of messages, so that a new message is one
 * record and one line.
 *
 * @param <M> what the messages of the subprotocol have in common
 */
public interface MessageType<M extends Sv2Message> {

    /** All there is to say about the message. */
    MessageRow<M> row();

    /** As {@link MessageRow#extension}. */
    default int extension() {
        return row().extension();
    }

    /** As {@link MessageRow#code}. */
    default int code() {
        return row().code();
    }

    /** As {@link MessageRow#specName}. */
    default String specName() {
        return row().specName();
    }

    /** As {@link MessageRow#scope}. */
    default Scope scope() {
        return row().scope();
    }

    /** As {@link MessageRow#sender}. */
    default Sender sender() {
        return row().sender();
    }

    /** As {@link MessageRow#payloadCap}. */
    default int payloadCap() {
        return row().payloadCap();
    }

    /**
     * Reads the payload up to its last field and leaves the reader there.
     *
     * @throws MalformedMessage when a field is cut short or holds what its type forbids
     */
    default M read(WireReader in) throws MalformedMessage {
        return row().reader().read(in);
    }

    /** How the enum of a subprotocol refers to the {@code read} method of a record. */
    @FunctionalInterface
    interface Reader<M> {
        M read(WireReader in) throws MalformedMessage;
    }
}
