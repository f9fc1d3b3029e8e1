package io.sluice.app.miner;

import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

import io.sluice.mining.time.Ticker;

/**
 * What a miner takes from outside.
 *
 * @param dial connects, with connections that live on the loop
 * @param loop everything of the miner happens here, except hashing
 * @param worker hashes; may be shared with others
 */
public record MinerTools(Dial dial, ScheduledExecutorService loop, Executor worker, Ticker ticker) {}
