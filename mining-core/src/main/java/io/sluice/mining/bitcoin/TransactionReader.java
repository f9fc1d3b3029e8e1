package io.sluice.mining.bitcoin;

import java.util.ArrayList;
import java.util.List;

import io.sluice.wire.type.Bytes;

/**
 * Reads transactions one behind the other, believing nothing: every count and length is compared with what is left before
 * memory is taken for it, and only the one form that nodes accept is accepted.
 *
 * <p>Threading: an instance belongs to one thread.
 */
public final class TransactionReader {

    /** No block, and so no transaction, is larger. */
    public static final int MAX_SIZE = 4_000_000;

    private static final int SMALLEST_INPUT = 32 + 4 + 1 + 4;
    private static final int SMALLEST_OUTPUT = 8 + 1;
    private static final int SMALLEST_ITEM = 1;

    private final Bytes source;
    private int position;

    /** @throws MalformedTransaction when there are more bytes than a block may have */
    public TransactionReader(Bytes source) throws MalformedTransaction {
        if (source.length() > MAX_SIZE) {
            throw new MalformedTransaction(source.length() + " bytes are more than a block may have");
        }
        this.source = source;
    }

    /** Reads exactly one transaction; bytes behind it are an error. */
    public static Transaction read(Bytes whole) throws MalformedTransaction {
        TransactionReader reader = new TransactionReader(whole);
        Transaction transaction = reader.transaction();
        reader.expectEnd();
        return transaction;
    }

    /** The next transaction. After an exception the reader stands anywhere and is of no more use. */
    public Transaction transaction() throws MalformedTransaction {
        int version = (int) u32("version");
        int inputCount = count("input", SMALLEST_INPUT);
        boolean withWitness = inputCount == Transaction.MARKER;
        if (withWitness) {
            if (u8("witness flag") != Transaction.FLAG) {
                throw malformed("neither inputs nor a known witness flag");
            }
            inputCount = count("input", SMALLEST_INPUT);
            if (inputCount == 0) {
                throw malformed("no inputs");
            }
        }
        List<TxInput> inputs = inputs(inputCount);
        List<TxOutput> outputs = outputs(count("output", SMALLEST_OUTPUT));
        if (withWitness) {
            inputs = withWitnesses(inputs);
        }
        return new Transaction(version, inputs, outputs, u32("lock time"));
    }

    /** A count in CompactSize, of things that have at least {@code smallest} bytes each. */
    int count(String what, int smallest) throws MalformedTransaction {
        long count = compactSize(what + " count");
        if (Long.compareUnsigned(count, remaining() / smallest) > 0) {
            throw malformed(
                    Long.toUnsignedString(count) + " of kind " + what + " announced, " + remaining() + " bytes left");
        }
        return (int) count;
    }

    /** The next bytes as they are. */
    Bytes take(String what, int length) throws MalformedTransaction {
        if (length > remaining()) {
            throw malformed(what + " of " + length + " bytes cut short, " + remaining() + " bytes left");
        }
        position += length;
        return source.slice(position - length, position);
    }

    void expectEnd() throws MalformedTransaction {
        if (remaining() > 0) {
            throw malformed(remaining() + " bytes behind the end");
        }
    }

    private List<TxInput> inputs(int count) throws MalformedTransaction {
        List<TxInput> inputs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            BlockHash txid = new BlockHash(take("txid", BlockHash.SIZE));
            inputs.add(new TxInput(txid, u32("output index"), sized("scriptSig"), u32("sequence"), List.of()));
        }
        return inputs;
    }

    private List<TxOutput> outputs(int count) throws MalformedTransaction {
        List<TxOutput> outputs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long value = littleEndian("value", 8);
            if (value < 0 || value > TxOutput.MAX_MONEY) {
                throw malformed("an output of " + Long.toUnsignedString(value) + " satoshi");
            }
            outputs.add(new TxOutput(value, sized("output script")));
        }
        return outputs;
    }

    private List<TxInput> withWitnesses(List<TxInput> bare) throws MalformedTransaction {
        List<TxInput> inputs = new ArrayList<>(bare.size());
        boolean any = false;
        for (TxInput input : bare) {
            int items = count("witness item", SMALLEST_ITEM);
            List<Bytes> witness = new ArrayList<>(items);
            for (int i = 0; i < items; i++) {
                witness.add(sized("witness item"));
            }
            any |= items > 0;
            inputs.add(new TxInput(
                    input.prevTxid(), input.prevIndex(), input.scriptSig(), input.sequence(), witness));
        }
        if (!any) {
            throw malformed("announces witnesses and has none");
        }
        return inputs;
    }

    private Bytes sized(String what) throws MalformedTransaction {
        return take(what, count(what + " byte", 1));
    }

    private long compactSize(String what) throws MalformedTransaction {
        int first = u8(what);
        if (first < 0xfd) {
            return first;
        }
        int size = 2 << (first - 0xfd);
        long value = littleEndian(what, size);
        boolean fitsInHalf = size == 2 ? value < 0xfd : value >>> (8 * size / 2) == 0;
        if (fitsInHalf) {
            throw malformed(what + " in more bytes than it needs");
        }
        return value;
    }

    private int u8(String what) throws MalformedTransaction {
        return (int) littleEndian(what, 1);
    }

    private long u32(String what) throws MalformedTransaction {
        return littleEndian(what, 4);
    }

    private long littleEndian(String what, int size) throws MalformedTransaction {
        if (size > remaining()) {
            throw malformed(what + " cut short");
        }
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | source.at(position + i);
        }
        position += size;
        return value;
    }

    private int remaining() {
        return source.length() - position;
    }

    private MalformedTransaction malformed(String message) {
        return new MalformedTransaction(message + ", at offset " + position);
    }
}
