package io.sluice.noise.handshake;

import io.sluice.noise.cipher.TransportCiphers;
import io.sluice.wire.type.Bytes;

/**
 * Our end of a handshake. Used once, by one thread at a time:
 *
 * <pre>
 *   send opening() --> receive incomingLength() bytes --isLast()--> conclude(them) --> send the reply, use the ciphers
 *                          ^                             |
 *                          +-- send the answer <-- answer(them)
 * </pre>
 *
 * That of Stratum V2 has one message each way: an initiator opens with its own and has no reply; a responder opens with
 * nothing and replies; nothing has to be answered in between.
 */
public interface Handshake {

    /** What we send before anything is received; empty for a responder. */
    Bytes opening();

    /** How many bytes the other end's message has that is due. */
    int incomingLength();

    /** Whether that message concludes the handshake; otherwise it is to be answered, and another one is due. */
    default boolean isLast() {
        return true;
    }

    /**
     * Digests a message that is not the last, and costs as much as {@link #conclude}.
     *
     * @param incoming exactly {@link #incomingLength} bytes
     * @return what to send
     */
    default Bytes answer(Bytes incoming) throws HandshakeFailure {
        throw new IllegalStateException("the message that is due concludes the handshake");
    }

    /**
     * Digests the other end's last message. Costs a few curve multiplications: not for an I/O thread.
     *
     * @param incoming exactly {@link #incomingLength} bytes
     */
    Conclusion conclude(Bytes incoming) throws HandshakeFailure;

    /**
     * A finished handshake.
     *
     * @param reply   to be sent before anything sealed; may be empty
     * @param ciphers for everything that follows
     */
    record Conclusion(Bytes reply, TransportCiphers ciphers) {}
}
