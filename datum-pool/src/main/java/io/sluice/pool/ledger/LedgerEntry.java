package io.sluice.pool.ledger;

import java.time.Instant;

import io.sluice.datum.message.ShareReason;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.pool.chain.BlockAnswer;
import io.sluice.pool.chain.PoolTip;
import io.sluice.pool.payout.PayoutOffer;
import io.sluice.pool.share.ProvenWork;
import io.sluice.wire.type.Bytes;

/** Something that goes into the books. */
public sealed interface LedgerEntry {

    /** When it happened. */
    Instant at();

    /**
     * Work that counts.
     *
     * @param username visible ASCII
     * @param gateway the Ed25519 key by which a gateway is known, 32 bytes
     * @param gatewayVersion what it calls itself
     * @param tentative whether it counts only when our node gets to know the block it builds on
     */
    record Counted(
            Bytes username, Bytes gateway, String gatewayVersion, ProvenWork work, boolean tentative, Instant at)
            implements
                LedgerEntry {}

    /**
     * A share that does not count.
     *
     * @param username as sent
     * @param proven whether work was done for it; only then is a name that was never seen worth a row
     */
    record Refused(Bytes username, boolean proven, ShareReason reason, Instant at) implements LedgerEntry {}

    /** A block was found. */
    record Found(BlockHash hash, long height, Bytes username, Instant at) implements LedgerEntry {}

    /** A node, or the lack of transactions, decided about a block. */
    record Decided(BlockHash hash, BlockAnswer answer, Instant at) implements LedgerEntry {}

    /** A payout list was given out. */
    record Offered(PayoutOffer offer, Instant at) implements LedgerEntry {}

    /** The chain went on: tentative work on this block counts from now on, tentative work that it overtook never will. */
    record NewTip(PoolTip tip, Instant at) implements LedgerEntry {}
}
