package io.sluice.wire;

/**
 * One row of a table of messages, as the enum of a subprotocol holds it. Safe on any thread.
 *
 * @param <M>        what the messages of the table have in common
 * @param extension  the extension that defined the message, 0 to 0x7fff; 0 for the core of the protocol
 * @param code       the number in the header, 0 to 0xff; unique within the extension
 * @param specName   the name in the specification, dots included
 * @param scope      whether the message carries the channel bit
 * @param sender     who may send it
 * @param payloadCap the longest payload we accept, in bytes: the sum of its longest fields, without TLV fields; for messages
 *                   that have no natural bound the bound we set
 * @param reader     reads the payload up to its last field
 */
public record MessageRow<M>(
        int extension, int code, String specName, Scope scope, Sender sender, int payloadCap,
        MessageType.Reader<M> reader) {}
