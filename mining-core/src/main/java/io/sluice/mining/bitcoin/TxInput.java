package io.sluice.mining.bitcoin;

import java.util.List;

import io.sluice.wire.type.Bytes;

/**
 * One input of a transaction: which output it spends, and why it may.
 *
 * @param prevTxid the transaction that is spent from
 * @param prevIndex which of its outputs, 0 to 2^32-1
 * @param scriptSig empty where the witness carries the proof
 * @param sequence 0 to 2^32-1
 * @param witness the stack items; empty for an input without witness
 */
public record TxInput(BlockHash prevTxid, long prevIndex, Bytes scriptSig, long sequence, List<Bytes> witness) {

    /** The output index of an input that spends nothing. */
    public static final long NO_OUTPUT = 0xffff_ffffL;

    public TxInput {
        witness = List.copyOf(witness);
    }

    /** Whether this input spends nothing, as the one of a coinbase. */
    public boolean spendsNothing() {
        return prevIndex == NO_OUTPUT && prevTxid.equals(BlockHash.ZERO);
    }
}
