package io.sluice.noise.netty;

import java.net.SocketAddress;

import io.netty.util.concurrent.EventExecutor;

import io.sluice.wire.FrameHeader;
import io.sluice.wire.MalformedMessage;
import io.sluice.wire.Sv2Frame;

/**
 * What the application wants to know of one connection. All calls come on the connection's event loop:
 *
 * <pre>
 *   created --> opened --> (announced --> frame)* --> closed
 *      |                                                ^
 *      +------------- the handshake failed -------------+
 * </pre>
 *
 * {@link #closed} comes exactly once, always. An exception thrown by any of these closes the connection.
 */
public interface FrameListener {

    /** The handshake is done: from now on frames may be sent. */
    void opened(FrameSink sink);

    /**
     * The header of a frame arrived, and the limit of the server or client has let it pass. Nothing is reserved for its payload
     * yet, so this is where the state of the talk can set narrower limits.
     *
     * @throws MalformedMessage when such a frame must not come now; the connection ends then
     */
    default void announced(FrameHeader header) throws MalformedMessage {}

    /** A frame arrived, whole and authentic. */
    void frame(Sv2Frame frame);

    /** All frames that had arrived were handed over: a good moment for one flush. */
    default void readComplete() {}

    /** The sink has become writable or stopped being it. */
    default void writabilityChanged(boolean writable) {}

    /** The connection has ended; nothing follows. */
    void closed(CloseReason reason);

    /** Makes a listener for each connection that a server accepts. */
    @FunctionalInterface
    interface Factory {

        /**
         * Called on the connection's event loop, before a byte was read. Be brief: many connections never say anything.
         *
         * @param remote   the other end
         * @param executor the connection's event loop, for timers and for whoever wants to reach the connection
         */
        FrameListener create(SocketAddress remote, EventExecutor executor);
    }
}
