package io.sluice.simulation.miner;

import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;

import io.sluice.noise.cipher.Secp256k1;
import io.sluice.simulation.trace.Watcher;

/**
 * What a miner takes from its world.
 *
 * @param loop everything of the miner happens here, its sockets too
 * @param clock virtual wall clock of the miner
 * @param random its own chance
 * @param curve for Noise
 * @param trace told all that the miner sees
 * @param connections numbers for connections, unique in the world
 * @param shares numbers for shares, unique in the world
 */
public record MinerTools(
        ScheduledExecutorService loop,
        InstantSource clock,
        RandomGenerator random,
        Secp256k1 curve,
        Dial dial,
        Watcher trace,
        LongSupplier connections,
        LongSupplier shares) {

    /** Connects to the gateway; the socket lives on the miner's loop. */
    @FunctionalInterface
    public interface Dial {
        void dial(ChannelInitializer<Channel> made, Consumer<String> failed);
    }
}
