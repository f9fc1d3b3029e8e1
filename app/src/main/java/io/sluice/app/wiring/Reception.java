package io.sluice.app.wiring;

import java.net.InetAddress;
import java.net.SocketAddress;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

import org.slf4j.event.Level;

import io.sluice.app.config.MinersConfig;
import io.sluice.app.peer.MinuteLog;
import io.sluice.app.peer.Refusal;
import io.sluice.mining.channel.ChannelTools;
import io.sluice.mining.port.BlockSubmitter;
import io.sluice.mining.port.Conversation;

/**
 * What the connections of one protocol have in common: what they are made of, and how it is told that they have ended.
 *
 * @param protocol its name
 * @param endings for what strangers can bring about
 */
record Reception(
        String protocol, LoopTools tools, Floor floor, BlockSubmitter blocks, Roster roster, MinuteLog endings) {

    /** Makes a new connection, which has yet to begin. */
    <I, O> MinerConnection<I, O> admit(
            SocketAddress remote,
            ScheduledExecutorService loop,
            Function<ChannelTools, Conversation<I, O>> conversation,
            Wire<O> wire) {
        return new MinerConnection<>(
                conversation.apply(tools.of(loop)), wire, blocks, roster.enter(protocol, remote), floor, loop);
    }

    /** Tells that somebody was closed before anything was read. */
    void refused(InetAddress address, Refusal why) {
        endings.say(Level.WARN, protocol + " " + why,
                protocol + " connection refused: " + sentence(address.getHostAddress(), why));
    }

    /** An address as operators write it, without the slash behind which Java looks for a name. */
    static String place(Object remote) {
        return String.valueOf(remote).replaceFirst("^/", "");
    }

    /** What happened, and what to do if it should not have. */
    static String sentence(String who, Refusal why) {
        return switch (why) {
            case STRANGER -> who + " is in no network of your own; if it is a miner of yours, put its network into "
                    + MinersConfig.ALLOW;
            case PORT_FULL -> "the port has as many connections as it takes, and " + who
                    + " wanted one more; if all are miners of yours, raise " + MinersConfig.MAX_CONNECTIONS;
            case ADDRESS_FULL -> who + " has as many connections as one address may have; if many miners of yours stand"
                    + " behind it, raise " + MinersConfig.MAX_PER_ADDRESS;
        };
    }

    /**
     * Tells how a connection ended.
     *
     * @param kind what counts as the same end
     */
    void ended(SocketAddress remote, Level level, Enum<?> kind, String detail) {
        endings.say(level, protocol + " " + kind, protocol + " connection from " + place(remote) + " ended: " + detail);
    }
}
