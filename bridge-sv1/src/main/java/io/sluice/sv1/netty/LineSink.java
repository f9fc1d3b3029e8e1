package io.sluice.sv1.netty;

import java.net.SocketAddress;

import io.sluice.sv1.jsonrpc.Line;

/**
 * Where the application puts lines for one connection. Called only on the connection's event loop; elsewhere it throws
 * {@link IllegalStateException}. On a connection that has ended every call is without effect.
 */
public interface LineSink {

    /** Adds a line to the group that leaves with the next {@link #flush}. */
    void send(Line line);

    /**
     * Writes the group in one write; a group with an {@linkplain io.sluice.sv1.jsonrpc.Response.Pace answer that may wait}
     * leaves whole after the pause, and whatever comes later behind it. While requests are being read this does nothing: all
     * answers to one arrival are one group, which leaves by itself.
     */
    void flush();

    /** Writes what was sent, without a pause, then closes. The listener is told {@link CloseReason.Kind#OURS} with {@code why}. */
    void close(String why);

    /** The other end. */
    SocketAddress remoteAddress();
}
