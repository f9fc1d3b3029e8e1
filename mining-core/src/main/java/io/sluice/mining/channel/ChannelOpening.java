package io.sluice.mining.channel;

import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.candidate.CoinbaseClass;
import io.sluice.mining.vardiff.ShareDifficulty;

/**
 * What is known about a miner when its channel is opened.
 *
 * @param userIdentity how the miner calls itself; the ledger's row
 * @param coinbaseClass how large a coinbase it takes
 * @param easiestTarget the easiest target it takes; {@link Target#EASIEST} when it does not care
 * @param start the difficulty to start with
 */
public record ChannelOpening(
        String userIdentity, CoinbaseClass coinbaseClass, Target easiestTarget, ShareDifficulty start) {}
