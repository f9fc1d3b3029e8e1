package io.sluice.app.miner;

import java.util.Optional;

/** A miner for trying out. Methods may be called on any thread. */
public interface CpuMiner {

    /** Connects and mines; connects again when the connection ends, until told to stop. */
    void start();

    /** Stops hashing, but stays connected: answers to what was sent still come in. */
    void stopHashing();

    /** Leaves for good. */
    void close();

    /** What it sent and was told. */
    MinerCounts counts();

    /** Who it says it is. */
    MinerIdentity identity();

    /** How its channels fare; empty for Stratum V1, which has none. */
    default Optional<ChannelWatch> channels() {
        return Optional.empty();
    }
}
