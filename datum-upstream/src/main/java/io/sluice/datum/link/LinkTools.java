package io.sluice.datum.link;

import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.random.RandomGenerator;

import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.KeySet;
import io.sluice.mining.time.Ticker;

/**
 * What the pool link is given by the world.
 *
 * @param crypto the primitives
 * @param longTerm who this gateway is
 * @param random good enough for keys
 * @param ticker for all timers
 * @param clock for the moment of a status, and nothing else
 * @param loop one thread, on which everything of the link happens
 */
public record LinkTools(
        DatumCrypto crypto,
        KeySet longTerm,
        RandomGenerator random,
        Ticker ticker,
        InstantSource clock,
        ScheduledExecutorService loop) {}
