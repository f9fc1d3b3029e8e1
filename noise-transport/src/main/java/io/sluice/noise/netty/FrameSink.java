package io.sluice.noise.netty;

import java.net.SocketAddress;

import io.sluice.wire.Sv2Frame;

/**
 * Where the application puts frames for one connection. Called only on the connection's event loop; elsewhere it throws
 * {@link IllegalStateException}. On a connection that has ended every call is without effect. A call may itself end the
 * connection; then {@link FrameListener#closed} comes before it returns.
 */
public interface FrameSink {

    /** Seals a frame; it leaves with the next {@link #flush}. */
    void send(Sv2Frame frame);

    /** Writes what was sent since the last flush to the socket, in one write. */
    void flush();

    /** Writes what was sent, then closes. The listener is told {@link CloseReason.Kind#OURS} with {@code why}. */
    void close(String why);

    /** Whether the other end reads fast enough; while it does not, send only what is worth keeping. */
    boolean isWritable();

    /** The other end. */
    SocketAddress remoteAddress();
}
