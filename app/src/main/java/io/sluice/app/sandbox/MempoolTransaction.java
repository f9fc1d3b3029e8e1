package io.sluice.app.sandbox;

import java.util.Optional;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.Transaction;
import io.sluice.wire.type.Bytes;

/**
 * A transaction that can be mined, with all that is computed once.
 *
 * @param fee satoshi
 * @param sigops cost
 * @param weight weight units
 * @param parent a transaction of the sandbox that it spends from, which must come before it
 */
public record MempoolTransaction(
        Transaction transaction, Bytes raw, BlockHash txid, BlockHash wtxid, long fee, int sigops, int weight,
        Optional<BlockHash> parent) {

    static MempoolTransaction of(Transaction transaction, long fee, int sigops, Optional<BlockHash> parent) {
        return new MempoolTransaction(transaction, transaction.serialize(), transaction.txid(), transaction.wtxid(),
                fee,
                sigops, transaction.weight(), parent);
    }
}
