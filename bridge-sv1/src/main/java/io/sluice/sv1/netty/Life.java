package io.sluice.sv1.netty;

import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;

/**
 * The life of one connection: whether it has subscribed and why it ended, told to the listener exactly once. The first reason
 * counts. Owned by the connection's event loop.
 */
final class Life {

    private final Channel socket;
    private final LineListener listener;

    private boolean subscribed;
    private @Nullable CloseReason reason;

    Life(Channel socket, LineListener listener) {
        this.socket = socket;
        this.listener = listener;
        socket.closeFuture().addListener(closed -> end());
    }

    void markSubscribed() {
        subscribed = true;
    }

    boolean hasSubscribed() {
        return subscribed;
    }

    /** Whether a reason to end was given: nothing more is delivered or sent then. */
    boolean isEnding() {
        return reason != null;
    }

    /** Gives the reason why the connection ends, unless there is one; whoever gives it sees to the socket. */
    void decide(CloseReason.Kind kind, String detail) {
        if (reason == null) {
            reason = new CloseReason(kind, detail);
        }
    }

    /** Closes the socket at once, whatever still waits to be read. */
    void end(CloseReason.Kind kind, String detail) {
        decide(kind, detail);
        socket.close();
    }

    private void end() {
        decide(subscribed ? CloseReason.Kind.LEFT : CloseReason.Kind.LEFT_EARLY, "the other end closed the connection");
        CloseReason known = reason;
        if (known != null) {
            listener.closed(known);
        }
    }
}
