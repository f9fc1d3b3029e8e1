package io.sluice.mining.candidate;

import java.util.List;

import io.sluice.mining.bitcoin.MerklePath;
import io.sluice.wire.type.Bytes;

/**
 * What the node offers to mine ({@code getblocktemplate}), already checked for completeness.
 *
 * @param tip where it goes
 * @param version as the node gave it; bits 13 to 28 are cleared when a job is made, for the miners to roll
 * @param curTime the node's idea of now, Unix seconds
 * @param coinbaseValue satoshi: subsidy and fees
 * @param sizeLimit bytes of the whole block
 * @param weightLimit weight units of the whole block
 * @param sigopLimit cost of the whole block
 * @param transactions in block order, without the coinbase
 * @param witnessCommitment the output script, or empty where the node gave none
 * @param merklePath beside the coinbase; computed once from the transactions
 */
public record BlockTemplate(
        ChainTip tip,
        int version,
        long curTime,
        long coinbaseValue,
        long sizeLimit,
        long weightLimit,
        long sigopLimit,
        List<TemplateTransaction> transactions,
        Bytes witnessCommitment,
        MerklePath merklePath) {

    /** More transactions than this have no place in DATUM's lists; such a template is refused, never cut. */
    public static final int MAX_TRANSACTIONS = 16_383;

    public BlockTemplate {
        transactions = List.copyOf(transactions);
        if (transactions.size() > MAX_TRANSACTIONS) {
            throw new IllegalArgumentException("a template of " + transactions.size() + " transactions is too long");
        }
    }

    /** Bytes of all transactions, witness included. */
    public long totalSize() {
        return transactions.stream().mapToLong(tx -> tx.raw().length()).sum();
    }

    /** Weight units of all transactions. */
    public long totalWeight() {
        return transactions.stream().mapToLong(TemplateTransaction::weight).sum();
    }

    /** Sigop cost of all transactions. */
    public long totalSigops() {
        return transactions.stream().mapToLong(TemplateTransaction::sigops).sum();
    }

    /** Fees of all transactions in satoshi. */
    public long totalFees() {
        return transactions.stream().mapToLong(TemplateTransaction::fee).sum();
    }
}
