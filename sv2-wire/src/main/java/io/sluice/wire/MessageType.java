package io.sluice.wire;

/**
 * One row of a subprotocol's table of messages. Implemented by one enum per subprotocol, so that a new message is one
 * record and one line.
 *
 * @param <M> what the messages of the subprotocol have in common
 */
public interface MessageType<M extends Sv2Message> {

    /** The extension that defined the message, 0 to 0x7fff; 0 for the core of the protocol. */
    int extension();

    /** The number in the header, 0 to 0xff; unique within the extension. */
    int code();

    /** The name in the specification, dots included. */
    String specName();

    /** Whether the message carries the channel bit. */
    Scope scope();

    /** Who may send it. */
    Sender sender();

    /**
     * The longest payload we accept, in bytes: the sum of its longest fields, without TLV fields; for messages that have
     * no natural bound the bound we set.
     */
    int payloadCap();

    /**
     * Reads the payload up to its last field and leaves the reader there.
     *
     * @throws MalformedMessage when a field is cut short or holds what its type forbids
     */
    M read(WireReader in) throws MalformedMessage;

    /** How the enum of a subprotocol refers to the {@code read} method of a record. */
    @FunctionalInterface
    interface Reader<M> {
        M read(WireReader in) throws MalformedMessage;
    }
}
