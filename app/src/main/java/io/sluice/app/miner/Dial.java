package io.sluice.app.miner;

import java.util.function.Consumer;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;

/** Connects a miner to where it mines. */
@FunctionalInterface
public interface Dial {

    /**
     * Starts connecting and returns at once.
     *
     * @param made put on the socket
     * @param failed told why there is no connection, on any thread
     */
    void dial(Server server, ChannelInitializer<Channel> made, Consumer<String> failed);
}
