package io.sluice.app.sandbox;

import java.time.Duration;

import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.HashRate;
import io.sluice.mining.bitcoin.Network;

/**
 * What a sandbox is like.
 *
 * @param network gives subsidy, addresses and the name of the chain
 * @param nBits of every block, for ever
 * @param firstHeight height of the first block that can be mined, from 1 on
 * @param transactionsPerSecond how many new transactions arrive; 0 for none
 * @param mempoolLimit so many may wait; 0 for blocks of the coinbase alone
 * @param mendsCoinbases whether a coinbase that commits to witnesses and has none of its own gets it here, as Bitcoin Core does
 *     for its miners; other nodes do not
 */
public record SandboxSettings(
        Network network, CompactTarget nBits, int firstHeight, double transactionsPerSecond, int mempoolLimit,
        boolean mendsCoinbases) {

    /** A height of the present: subsidy of 3.125 coins, height in three bytes. */
    private static final int HEIGHT_OF_THE_PRESENT = 950_000;
    /** Lists of transactions end here, see the kernel's {@code BlockTemplate}. */
    private static final int MOST_WAITING = 16_383;
    /** DATUM pools make no list for less than this: nobody would see payouts. */
    private static final long LEAST_SUBSIDY = 31_250_000;

    public SandboxSettings {
        if (!network.forTrials()) {
            throw new IllegalArgumentException("a sandbox does not play " + network);
        }
        if (nBits.toTarget().isZero()) {
            throw new IllegalArgumentException("no hash meets the target of nBits " + nBits);
        }
        if (firstHeight < 1) {
            throw new IllegalArgumentException(
                    "the first block that can be mined has height 1 or more, not " + firstHeight);
        }
        if (network.subsidyAt(firstHeight) < LEAST_SUBSIDY) {
            throw new IllegalArgumentException(
                    "at height " + firstHeight + " the subsidy is too small for a pool to share out");
        }
        if (!Double.isFinite(transactionsPerSecond) || transactionsPerSecond < 0) {
            throw new IllegalArgumentException("not a rate of transactions: " + transactionsPerSecond);
        }
        if (mempoolLimit < 0 || mempoolLimit > MOST_WAITING) {
            throw new IllegalArgumentException("0 to " + MOST_WAITING + " transactions may wait, not " + mempoolLimit);
        }
    }

    /** A sandbox in which miners of this hash rate find a block so often. */
    public static SandboxSettings of(HashRate miners, Duration blockTime) {
        return of(nBitsFor(miners, blockTime));
    }

    /** A sandbox with this target and otherwise as usual. */
    public static SandboxSettings of(CompactTarget nBits) {
        return new SandboxSettings(Network.SANDBOX, nBits, HEIGHT_OF_THE_PRESENT, 5, 200, false);
    }

    /** The nBits with which miners of this hash rate find a block so often. */
    public static CompactTarget nBitsFor(HashRate miners, Duration blockTime) {
        return CompactTarget.floor(miners.targetFor(60_000.0 / blockTime.toMillis()));
    }

    public SandboxSettings withFirstHeight(int height) {
        return new SandboxSettings(network, nBits, height, transactionsPerSecond, mempoolLimit, mendsCoinbases);
    }

    public SandboxSettings withTransactions(double perSecond, int limit) {
        return new SandboxSettings(network, nBits, firstHeight, perSecond, limit, mendsCoinbases);
    }

    public SandboxSettings withMendedCoinbases() {
        return new SandboxSettings(network, nBits, firstHeight, transactionsPerSecond, mempoolLimit, true);
    }
}
