package io.sluice.app.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.SigOps;
import io.sluice.mining.bitcoin.Transaction;
import io.sluice.mining.bitcoin.TransactionWriter;
import io.sluice.mining.bitcoin.TxInput;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.wire.type.Bytes;

/**
 * Makes up transactions of the kinds that fill real blocks: to legacy, segwit and taproot addresses, some with a text. Their form is
 * right down to the length of signatures; coins and signatures are invented.
 *
 * <p>Belongs to the sandbox's thread.
 */
final class MadeUpTransactions {

    private static final int VERSION = 2;
    private static final long REPLACEABLE = 0xffff_fffdL;
    private static final int OP_RETURN = 0x6a;
    private static final int WITNESS_SCALE = 4;
    /** One in so many spends an output of another that waits. */
    private static final int CHILDREN = 6;

    private final RandomGenerator random;
    private long made;

    MadeUpTransactions(RandomGenerator random) {
        this.random = random;
    }

    /** @param waiting the youngest transaction that a new one may build on */
    MempoolTransaction next(Optional<MempoolTransaction> waiting) {
        made++;
        Optional<MempoolTransaction> parent = waiting
                .filter(candidate -> isSegwit(candidate) && random.nextInt(CHILDREN) == 0);
        if (parent.isPresent()) {
            return segwit(spend(parent.get().txid(), 0), parent.map(MempoolTransaction::txid),
                    List.of(new TxOutput(amount(), p2wpkh())));
        }
        return switch (random.nextInt(8)) {
            case 0, 1 -> legacy();
            case 2 -> segwit(spend(randomTxid(), 1), Optional.empty(),
                    List.of(new TxOutput(amount(), p2wpkh()), new TxOutput(0, note())));
            case 3, 4 -> segwit(spend(randomTxid(), 0), Optional.empty(),
                    List.of(new TxOutput(amount(), p2wpkh()), new TxOutput(amount(), p2tr())));
            default -> segwit(spend(randomTxid(), 3), Optional.empty(),
                    List.of(new TxOutput(amount(), p2wpkh()), new TxOutput(amount(), p2wpkh())));
        };
    }

    /** Whether its first output can be spent with a witness. */
    private static boolean isSegwit(MempoolTransaction candidate) {
        return candidate.transaction().hasWitness();
    }

    private MempoolTransaction legacy() {
        Bytes scriptSig = new TransactionWriter().sized(signature()).sized(publicKey()).toBytes();
        TxInput input = new TxInput(randomTxid(), random.nextInt(4), scriptSig, REPLACEABLE, List.of());
        List<TxOutput> outputs = List.of(new TxOutput(amount(), p2pkh()), new TxOutput(amount(), p2pkh()));
        return finish(new Transaction(VERSION, List.of(input), outputs, 0), Optional.empty());
    }

    private MempoolTransaction segwit(TxInput input, Optional<BlockHash> parent, List<TxOutput> outputs) {
        return finish(new Transaction(VERSION, List.of(input), outputs, 0), parent);
    }

    private MempoolTransaction finish(Transaction transaction, Optional<BlockHash> parent) {
        int outputs = transaction.outputs().stream().mapToInt(output -> SigOps.costOf(output.script())).sum();
        int witnesses = transaction.hasWitness() ? transaction.inputs().size() : 0;
        long feeRate = 1L + random.nextInt(50);
        long virtualSize = (transaction.weight() + WITNESS_SCALE - 1L) / WITNESS_SCALE;
        return MempoolTransaction.of(transaction, feeRate * virtualSize, outputs + witnesses, parent);
    }

    private TxInput spend(BlockHash txid, int index) {
        return new TxInput(txid, index, Bytes.EMPTY, REPLACEABLE, List.of(signature(), publicKey()));
    }

    private Bytes note() {
        Bytes text = Bytes.adopt(("sandbox note " + made).getBytes(StandardCharsets.US_ASCII));
        return new TransactionWriter().u8(OP_RETURN).sized(text).toBytes();
    }

    private Bytes p2pkh() {
        return Bytes.hex("76a914").concat(bytes(20)).concat(Bytes.hex("88ac"));
    }

    private Bytes p2wpkh() {
        return Bytes.hex("0014").concat(bytes(20));
    }

    private Bytes p2tr() {
        return Bytes.hex("5120").concat(bytes(32));
    }

    /** As long as most signatures: two numbers of 32 bytes in DER, and the sighash byte. */
    private Bytes signature() {
        return Bytes.hex("30440220").concat(positive()).concat(Bytes.hex("0220")).concat(positive())
                .concat(Bytes.hex("01"));
    }

    /** A number in DER that is neither negative nor longer than it must be. */
    private Bytes positive() {
        return Bytes.of((byte) (1 + random.nextInt(0x7f))).concat(bytes(31));
    }

    private Bytes publicKey() {
        return Bytes.of((byte) (2 + random.nextInt(2))).concat(bytes(32));
    }

    private BlockHash randomTxid() {
        return new BlockHash(bytes(BlockHash.SIZE));
    }

    private long amount() {
        return 10_000 + random.nextLong(100_000_000);
    }

    private Bytes bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.adopt(bytes);
    }
}
