package io.sluice.app.wiring;

import java.net.InetSocketAddress;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;

import io.sluice.datum.netty.Dialer;

/** Where connections come from and where things run. Safe on any thread. */
public interface Sockets {

    /**
     * Begins to listen. The stage fails with an {@link java.io.IOException} whose message is a sentence for the operator.
     *
     * @param address port 0 takes any free one
     * @param accepted put on each accepted connection
     */
    CompletionStage<Listener> listen(InetSocketAddress address, ChannelInitializer<Channel> accepted);

    /**
     * Connects, and returns at once.
     *
     * @param loop on which the connection lives
     * @param host name or address; a name is looked up anew each time
     * @param made put on the socket before it connects
     * @param failed told in one sentence why there is no connection
     */
    void dial(
            ScheduledExecutorService loop,
            String host,
            int port,
            ChannelInitializer<Channel> made,
            Consumer<String> failed);

    /** A way to make connections that live on this loop. */
    Dialer dialer(ScheduledExecutorService loop);

    /** A loop for something that is not a connection: one thread, the same for all tasks of this loop. */
    ScheduledExecutorService loop();

    /** How many sockets and files may be open at once. */
    default long descriptors() {
        return Long.MAX_VALUE;
    }

    /** Something that listens. */
    interface Listener {

        /** Where it really listens. */
        InetSocketAddress address();

        /** Stops accepting; connections that were accepted stay. */
        CompletionStage<Void> close();
    }
}
