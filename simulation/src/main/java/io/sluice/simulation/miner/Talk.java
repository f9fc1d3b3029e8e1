package io.sluice.simulation.miner;

import java.util.List;

import io.netty.channel.ChannelPipeline;

/** One connection to the gateway, or the attempt at one: made anew for each, so that nothing of the last one is left in it. */
interface Talk {

    /** Puts its handlers into the connection's pipeline. */
    void install(ChannelPipeline pipeline);

    /** What mines over it; one for each channel. */
    List<Rig> rigs();
}
