package io.sluice.datum.message;

/** Anything that one side says to the other: the body of a frame, without header, encryption and signature. */
public sealed interface DatumMessage
        permits Hello, HandshakeResponse, Ping, PoolInfo, MiningCommandMessage, UnknownCommand {

    /** The top-level command in the frame header, 0 to 31. */
    int command();

    /** Whether its sender signs it. */
    default boolean isSigned() {
        return false;
    }

    /** Writes the body. */
    void write(DatumWriter out, Padding padding);
}
