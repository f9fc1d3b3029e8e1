package io.sluice.pool.link;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.KeySet;
import io.sluice.mining.time.Ticker;
import io.sluice.pool.chain.ChainView;
import io.sluice.pool.chain.TipWatch;
import io.sluice.pool.ledger.PoolLedger;
import io.sluice.pool.payout.PayoutLists;
import io.sluice.pool.share.SeenHeaders;
import io.sluice.pool.share.ShareRules;

/**
 * What all connections of a pool have in common; every part is safe on any thread.
 *
 * @param keys the pool's long-term keys
 * @param random good enough for keys
 * @param messageOfTheDay what gateways write into their log
 */
public record PoolParts(
        DatumCrypto crypto, KeySet keys, RandomGenerator random, String messageOfTheDay, ShareRules rules,
        ChainView chain, TipWatch tips, PayoutLists payouts, SeenHeaders seen, PoolLedger ledger,
        InstantSource clock, Ticker ticker, LinkLimits limits) {}
