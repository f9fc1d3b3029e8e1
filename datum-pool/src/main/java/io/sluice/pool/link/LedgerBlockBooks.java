package io.sluice.pool.link;

import java.time.InstantSource;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.pool.chain.BlockAnswer;
import io.sluice.pool.ledger.LedgerEntry;
import io.sluice.pool.ledger.PoolLedger;
import io.sluice.pool.share.SolvedShare;
import io.sluice.pool.template.BlockBooks;

/** Writes found blocks into the ledger. Any thread. */
record LedgerBlockBooks(PoolLedger ledger, InstantSource clock) implements BlockBooks {

    @Override
    public void found(SolvedShare solved) {
        ledger.record(new LedgerEntry.Found(
                solved.hash(), solved.job().height(), solved.username(), clock.instant()));
    }

    @Override
    public void decided(BlockHash hash, BlockAnswer answer) {
        ledger.record(new LedgerEntry.Decided(hash, answer, clock.instant()));
    }
}
