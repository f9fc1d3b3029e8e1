package io.sluice.datum.message;

import java.util.List;

import io.sluice.datum.crypto.PublicKeys;
import io.sluice.datum.crypto.SipHash;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.wire.type.Bytes;

/**
 * Short transaction ids between one gateway and one pool (section 4.5): the low 48 bits of a keyed hash of the
 * <em>witness</em> transaction id. Safe on any thread.
 */
public final class ShortIds {

    /** Bytes of a short id on the wire. */
    public static final int SIZE = 6;

    private static final Bytes CROSSCHECK_START = Bytes
            .hex("a34fc19c5e8876120a793ef16c9354afb81de85a20c794386fa102d94a7bf011");
    private static final int KEY_SIZE = 16;
    private static final int KEY_MASK = 0x55;
    private static final long LOW_48_BITS = (1L << 48) - 1;

    private final SipHash hash;

    private ShortIds(SipHash hash) {
        this.hash = hash;
    }

    /** The ids between the owners of these long-term keys. */
    public static ShortIds between(PublicKeys gateway, PublicKeys pool) {
        byte[] key = new byte[KEY_SIZE];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (gateway.signing().at(i) ^ pool.signing().at(i) ^ KEY_MASK);
        }
        return new ShortIds(new SipHash(Bytes.adopt(key)));
    }

    /** The short id of a transaction, 48 bits. */
    public long of(BlockHash wtxid) {
        return hash.hash(wtxid.internal()) & LOW_48_BITS;
    }

    /** All wtxids of a block without its coinbase, folded into one value that both sides can compare. */
    public static Bytes crosscheck(List<BlockHash> wtxids) {
        byte[] folded = CROSSCHECK_START.toArray();
        for (BlockHash wtxid : wtxids) {
            for (int i = 0; i < folded.length; i++) {
                folded[i] ^= (byte) wtxid.internal().at(i);
            }
        }
        return Bytes.adopt(folded);
    }
}
