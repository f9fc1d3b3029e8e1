package io.sluice.pool.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.sluice.mining.bitcoin.Block;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.CoinbaseTransaction;
import io.sluice.mining.bitcoin.MalformedTransaction;
import io.sluice.mining.bitcoin.MerklePath;
import io.sluice.mining.bitcoin.Transaction;
import io.sluice.mining.bitcoin.TransactionReader;
import io.sluice.mining.bitcoin.WitnessCommitment;
import io.sluice.pool.share.SolvedShare;
import io.sluice.wire.type.Bytes;

/** Puts a block together from a solved share and the transactions that a gateway shows. Pure. */
public final class BlockAssembly {

    private BlockAssembly() {}

    /** Why transactions do not make the block. */
    public static final class WrongTransactions extends Exception {

        private static final long serialVersionUID = 1;

        private final String sentence;

        WrongTransactions(String sentence) {
            super(sentence);
            this.sentence = sentence;
        }

        /** Completes "the block was not submitted: ...". */
        public String sentence() {
            return sentence;
        }
    }

    /**
     * The block, as a node takes it.
     *
     * @param transactions all but the coinbase, in block order, with witness
     * @throws WrongTransactions when they are not those whose hashes went into the header
     */
    public static Bytes assemble(SolvedShare solved, List<Bytes> transactions) throws WrongTransactions {
        long expected = solved.subsidyOnly() ? 0 : solved.job().transactionCount();
        if (transactions.size() != expected) {
            throw new WrongTransactions("the gateway showed " + transactions.size() + " transactions of " + expected);
        }
        try {
            Transaction coinbase = TransactionReader.read(solved.coinbase());
            Optional<WitnessCommitment> commitment = WitnessCommitment.in(coinbase.outputs());
            check(solved, commitment, transactions);
            return Block.serialize(solved.header(),
                    commitment.isPresent() ? CoinbaseTransaction.withWitness(solved.coinbase()) : solved.coinbase(),
                    transactions);
        } catch (MalformedTransaction malformed) {
            throw new WrongTransactions("the gateway showed what is no transaction: " + malformed.getMessage());
        }
    }

    private static void check(SolvedShare solved, Optional<WitnessCommitment> commitment, List<Bytes> transactions)
            throws MalformedTransaction, WrongTransactions {
        List<BlockHash> txids = new ArrayList<>(transactions.size());
        List<BlockHash> wtxids = new ArrayList<>(transactions.size());
        for (Bytes raw : transactions) {
            Transaction transaction = TransactionReader.read(raw);
            txids.add(transaction.txid());
            wtxids.add(transaction.wtxid());
        }
        if (!solved.subsidyOnly() && !MerklePath.of(txids).equals(solved.job().merklePath())) {
            throw new WrongTransactions("the transactions that the gateway showed are not those it mined on");
        }
        if (commitment.isPresent() && !commitment.get().equals(WitnessCommitment.over(wtxids))) {
            throw new WrongTransactions("the coinbase does not commit to the witnesses of its transactions");
        }
    }
}
