package io.sluice.mining.channel;

import io.sluice.mining.bitcoin.CoinbaseParts;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.wire.type.Bytes;

/**
 * A channel of a miner that changes the header alone. Each of its jobs has an extranonce of its own, so that such a miner, which
 * starts its nonces anew with each job, never hashes the same header twice.
 */
public final class StandardChannel extends MiningChannel {

    private long nextJobExtranonce;

    public StandardChannel(ChannelTools tools, ChannelOpening opening) {
        super(tools, opening);
    }

    /** What the channel is told as its extranonce when it is opened: the prefix and eight zero bytes. */
    public Bytes extranonceAtOpening() {
        return prefix().bytes().concat(counter(0));
    }

    @Override
    Bytes fixedExtranonceOfNextJob() {
        // Zero is what was told at opening; jobs count from one.
        nextJobExtranonce++;
        return prefix().bytes().concat(counter(nextJobExtranonce));
    }

    @Override
    public boolean wouldDiffer(BlockCandidate candidate) {
        return true;
    }

    private static Bytes counter(long value) {
        byte[] bytes = new byte[CoinbaseParts.EXTRANONCE_SIZE - ExtranoncePrefix.SIZE];
        for (int i = 0; i < bytes.length; i++) {
            bytes[bytes.length - 1 - i] = (byte) (value >>> 8 * i);
        }
        return Bytes.adopt(bytes);
    }
}
