package io.sluice.mining.bitcoin;

import java.util.List;

import io.sluice.wire.type.Bytes;

/**
 * A whole transaction.
 *
 * <pre>
 * size   field
 *    4   version
 *    2   marker 00 and flag 01        only with witness (BIP 144)
 *    …   count of inputs; each: txid (32), index (4), scriptSig with length, sequence (4)
 *    …   count of outputs; each: satoshi (8), script with length
 *    …   for each input: count of stack items, each with length     only with witness
 *    4   lock time
 * </pre>
 *
 * @param inputs at least one
 * @param lockTime 0 to 2^32-1
 */
public record Transaction(int version, List<TxInput> inputs, List<TxOutput> outputs, long lockTime) {

    /** Bytes of a transaction weigh so much outside its witness, and one unit inside. */
    public static final int WITNESS_SCALE = 4;

    static final int MARKER = 0;
    static final int FLAG = 1;

    public Transaction {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("a transaction without inputs can not be told from one with witness");
        }
    }

    /** Whether any input has a witness. */
    public boolean hasWitness() {
        return inputs.stream().anyMatch(input -> !input.witness().isEmpty());
    }

    /** Whether this creates new coins: a single input that spends nothing. */
    public boolean isCoinbase() {
        return inputs.size() == 1 && inputs.getFirst().spendsNothing();
    }

    /** All bytes, as in a block. */
    public Bytes serialize() {
        return write(hasWitness());
    }

    /** The bytes without witness, which hash to the txid. */
    public Bytes serializeStripped() {
        return write(false);
    }

    /** Hash without witness. */
    public BlockHash txid() {
        return new BlockHash(Sha256d.hash(serializeStripped()));
    }

    /** Hash of all bytes: the same as the txid without witness. For a coinbase the witness tree takes zero instead. */
    public BlockHash wtxid() {
        return new BlockHash(Sha256d.hash(serialize()));
    }

    /** Weight units: three times the stripped size and once the whole. */
    public int weight() {
        return (WITNESS_SCALE - 1) * serializeStripped().length() + serialize().length();
    }

    /** Satoshi of all outputs. */
    public long totalValue() {
        return outputs.stream().mapToLong(TxOutput::value).sum();
    }

    private Bytes write(boolean withWitness) {
        TransactionWriter out = new TransactionWriter().u32(version);
        if (withWitness) {
            out.u8(MARKER).u8(FLAG);
        }
        out.compactSize(inputs.size());
        for (TxInput input : inputs) {
            out.bytes(input.prevTxid().internal()).u32(input.prevIndex()).sized(input.scriptSig())
                    .u32(input.sequence());
        }
        out.compactSize(outputs.size());
        outputs.forEach(out::output);
        if (withWitness) {
            for (TxInput input : inputs) {
                out.compactSize(input.witness().size());
                input.witness().forEach(out::sized);
            }
        }
        return out.u32(lockTime).toBytes();
    }
}
