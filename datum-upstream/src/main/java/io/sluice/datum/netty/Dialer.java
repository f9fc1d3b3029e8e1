package io.sluice.datum.netty;

import java.util.function.Consumer;

import io.netty.channel.ChannelHandler;

/** Connects sockets. */
@FunctionalInterface
public interface Dialer {

    /**
     * Resolves the name anew and tries every address it has, one after the other, until one takes the call. Called on the link's
     * loop, on which the socket lives, too. Returns before anything else happens.
     *
     * @param handler goes into the pipeline of the socket that is connected
     * @param failed told once, on the loop, if there is no such socket; the text says what happened at each address
     */
    void dial(String host, int port, ChannelHandler handler, Consumer<String> failed);
}
