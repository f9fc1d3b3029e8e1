package io.sluice.wire;

/**
 * A Stratum V2 message as a value. Every subprotocol has its own sealed interface below this one, because that is where
 * an exhaustive switch is wanted: after {@code SetupConnection} a connection speaks one subprotocol only.
 *
 * <p>Implementations are records whose components stand in wire order; all are safe on any thread.
 */
public interface Sv2Message {

    /** The row of this message in the table of its subprotocol. */
    MessageType<?> type();

    /**
     * Writes the payload, field by field.
     *
     * @throws IllegalArgumentException when a value does not fit its field
     */
    void write(WireWriter out);
}
