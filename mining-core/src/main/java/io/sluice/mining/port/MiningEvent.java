package io.sluice.mining.port;

import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.share.RejectReason;

/** Something that happened in a conversation with a miner; the application turns it into numbers and log lines. */
public sealed interface MiningEvent {

    /** A miner said who it is. Texts come from the miner: bounded, but not to be trusted. */
    record MinerIntroduced(String protocol, String software) implements MiningEvent {}

    /** A channel is open. */
    record ChannelOpened(String kind, long channelId, String userIdentity, Target target) implements MiningEvent {}

    /** A channel is closed. */
    record ChannelClosed(long channelId, String userIdentity, String why) implements MiningEvent {}

    /** The miner was told that a share counts. */
    record ShareTaken(long channelId, String userIdentity) implements MiningEvent {}

    /** The miner was told that a share does not count. */
    record ShareRefused(long channelId, String userIdentity, RejectReason reason) implements MiningEvent {}

    /** The difficulty of a channel changes with its next job. */
    record DifficultyChanged(long channelId, String userIdentity, Target target) implements MiningEvent {}

    /** The miner did something that the protocol does not allow or we do not know; the connection goes on. */
    record Oddity(String what) implements MiningEvent {}
}
