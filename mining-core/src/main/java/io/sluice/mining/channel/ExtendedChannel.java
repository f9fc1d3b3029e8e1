package io.sluice.mining.channel;

import io.sluice.mining.bitcoin.CoinbaseParts;
import io.sluice.wire.type.Bytes;

/** A channel of a miner that chooses the last eight bytes of the extranonce itself. Every Stratum V1 miner has one of these. */
public final class ExtendedChannel extends MiningChannel {

    /** Bytes of extranonce that the miner chooses. */
    public static final int ROLLABLE_SIZE = CoinbaseParts.EXTRANONCE_SIZE - ExtranoncePrefix.SIZE;

    public ExtendedChannel(ChannelTools tools, ChannelOpening opening) {
        super(tools, opening);
    }

    @Override
    Bytes fixedExtranonceOfNextJob() {
        return prefix().bytes();
    }
}
