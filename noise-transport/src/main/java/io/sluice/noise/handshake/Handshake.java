package io.sluice.noise.handshake;

import io.sluice.noise.cipher.TransportCiphers;
import io.sluice.wire.type.Bytes;

/**
 * Our end of a handshake that consists of one message each way. Used once, by one thread at a time:
 *
 * <pre>
 *   send opening() --> receive incomingLength() bytes --> conclude(them) --> send the reply, use the ciphers
 * </pre>
 *
 * An initiator opens with its message and has no reply; a responder opens with nothing and replies.
 */
public interface Handshake {

    /** What we send before anything is received; empty for a responder. */
    Bytes opening();

    /** How many bytes the other end's message has. */
    int incomingLength();

    /**
     * Digests the other end's message. Costs a few curve multiplications: not for an I/O thread.
     *
     * @param incoming exactly {@link #incomingLength} bytes
     */
    Conclusion conclude(Bytes incoming) throws HandshakeFailure;

    /**
     * A finished handshake.
     *
     * @param reply   to be sent before anything sealed; empty for an initiator
     * @param ciphers for everything that follows
     */
    record Conclusion(Bytes reply, TransportCiphers ciphers) {}
}
