package io.sluice.noise.netty;

import java.net.SocketAddress;
import java.util.function.Supplier;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * The life of one connection: how far it got and why it ended, told to the listener exactly once. The first reason
 * counts. Owned by the connection's event loop.
 */
final class Life {

    private final Channel socket;
    private final Supplier<SocketAddress> remote;
    private final FrameListener listener;
    private final ConnectionCounts counts;

    private boolean heard;
    private boolean opened;
    private @Nullable CloseReason reason;

    Life(Channel socket, Supplier<SocketAddress> remote, FrameListener listener, ConnectionCounts counts) {
        this.socket = socket;
        this.remote = remote;
        this.listener = listener;
        this.counts = counts;
        counts.countBegun();
        socket.closeFuture().addListener(closed -> end());
    }

    SocketAddress remoteAddress() {
        return remote.get();
    }

    FrameListener listener() {
        return listener;
    }

    /** The other end has sent something. */
    void markHeard() {
        heard = true;
    }

    boolean wasHeard() {
        return heard;
    }

    /** The handshake is done. */
    void markOpened() {
        opened = true;
        counts.countOpened();
    }

    /** Whether a reason to end was given: nothing more is delivered or sent then. */
    boolean isEnding() {
        return reason != null;
    }

    /** Closes the socket, unless it is being closed already. */
    void end(CloseReason.Kind kind, String detail) {
        if (reason == null) {
            reason = new CloseReason(kind, detail);
            socket.close();
        }
    }

    private void end() {
        CloseReason known = reason;
        if (known == null) {
            known = asPeerLeft();
            reason = known;
        }
        counts.countEnded(known.kind());
        listener.closed(known);
    }

    private CloseReason asPeerLeft() {
        if (!heard) {
            return new CloseReason(CloseReason.Kind.SILENT, "the other end closed without having sent a byte");
        }
        return opened
                ? new CloseReason(CloseReason.Kind.LEFT, "the other end closed the connection")
                : new CloseReason(CloseReason.Kind.LEFT_IN_HANDSHAKE, "the other end closed during the handshake");
    }
}
