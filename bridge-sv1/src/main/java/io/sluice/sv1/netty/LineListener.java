package io.sluice.sv1.netty;

import java.net.SocketAddress;

import io.netty.util.concurrent.EventExecutor;

import io.sluice.sv1.jsonrpc.Line;
import io.sluice.sv1.jsonrpc.MalformedLine;

/**
 * What the application wants to know of one connection. All calls come on the connection's event loop:
 *
 * <pre>
 *   created --> opened --> (received | odd)* --> closed
 * </pre>
 *
 * {@link #closed} comes exactly once, always. An exception thrown by any of these closes the connection.
 */
public interface LineListener {

    /** From now on lines may be sent. */
    void opened(LineSink sink);

    /** A line arrived. */
    void received(Line line);

    /** A line arrived that means nothing. It was counted, and closes the connection if it was one too many. */
    default void odd(MalformedLine line) {}

    /** The connection has ended; nothing follows. */
    void closed(CloseReason reason);

    /** Makes a listener for each connection that a server accepts. */
    @FunctionalInterface
    interface Factory {

        /**
         * Called on the connection's event loop, before a byte was read. Be brief: many connections never say anything.
         *
         * @param remote the other end
         * @param executor the connection's event loop, for timers and for whoever wants to reach the connection
         */
        LineListener create(SocketAddress remote, EventExecutor executor);
    }
}
