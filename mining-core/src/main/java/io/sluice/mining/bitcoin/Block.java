package io.sluice.mining.bitcoin;

import java.util.ArrayList;
import java.util.List;

import io.sluice.wire.type.Bytes;

/**
 * A whole block: header, count of transactions, transactions, coinbase first.
 *
 * @param transactions at least one
 */
public record Block(BlockHeader header, List<Transaction> transactions) {

    /** Version, empty counts and lock time. */
    private static final int SMALLEST_TRANSACTION = 10;

    public Block {
        transactions = List.copyOf(transactions);
        if (transactions.isEmpty()) {
            throw new IllegalArgumentException("a block has at least a coinbase");
        }
    }

    /** Reads a block as {@code submitblock} takes it; checks the form and none of the rules. */
    public static Block read(Bytes bytes) throws MalformedTransaction {
        TransactionReader in = new TransactionReader(bytes);
        BlockHeader header = BlockHeader.read(in.take("header", BlockHeader.SIZE).toArray(), 0);
        int count = in.count("transaction", SMALLEST_TRANSACTION);
        if (count == 0) {
            throw new MalformedTransaction("a block without transactions");
        }
        List<Transaction> transactions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            transactions.add(in.transaction());
        }
        in.expectEnd();
        return new Block(header, transactions);
    }

    /**
     * Lays out a block whose transactions are bytes already.
     *
     * @param coinbase in the form it has in a block, see {@link CoinbaseTransaction#withWitness}
     * @param others full serialisations, in block order
     */
    public static Bytes serialize(BlockHeader header, Bytes coinbase, List<Bytes> others) {
        int count = others.size() + 1;
        int size = BlockHeader.SIZE + TransactionWriter.sizeOfCompactSize(count) + coinbase.length()
                + others.stream().mapToInt(Bytes::length).sum();
        TransactionWriter out = new TransactionWriter(size)
                .bytes(header.serialize())
                .compactSize(count)
                .bytes(coinbase);
        others.forEach(out::bytes);
        return out.toBytes();
    }

    public Transaction coinbase() {
        return transactions.getFirst();
    }

    /** The merkle root that the header must have. */
    public BlockHash merkleRoot() {
        return MerkleTree.root(transactions.stream().map(Transaction::txid).toList());
    }

    /** Weight units of the whole block. */
    public long weight() {
        long outside = (long) BlockHeader.SIZE + TransactionWriter.sizeOfCompactSize(transactions.size());
        return Transaction.WITNESS_SCALE * outside + transactions.stream().mapToLong(Transaction::weight).sum();
    }

    /** All bytes. */
    public Bytes serialize() {
        return serialize(header, coinbase().serialize(),
                transactions.stream().skip(1).map(Transaction::serialize).toList());
    }
}
