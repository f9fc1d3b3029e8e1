package io.sluice.app.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

import io.sluice.mining.bitcoin.Block;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.HeightPush;
import io.sluice.mining.bitcoin.MerkleTree;
import io.sluice.mining.bitcoin.Transaction;
import io.sluice.mining.bitcoin.TransactionWriter;
import io.sluice.mining.bitcoin.TxInput;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.wire.type.Bytes;

/**
 * Makes the blocks that nobody submits: the first one, and those of the rest of the world. They break no rule but that they carry
 * no work.
 *
 * <p>Belongs to the sandbox's thread.
 */
final class HouseMiner {

    private static final int VERSION = 0x2000_0000;
    private static final long FINAL = 0xffff_ffffL;
    private static final Bytes NAME = Bytes.utf8("somebody else");
    private static final Bytes ANYBODY_CAN_SPEND = Bytes.hex("51");

    private final SandboxSettings settings;
    private final RandomGenerator random;

    HouseMiner(SandboxSettings settings, RandomGenerator random) {
        this.settings = settings;
        this.random = random;
    }

    /** The block that a chain begins with. */
    SandboxBlock root(int height, long time) {
        Transaction coinbase = coinbase(height, List.of(new TxOutput(0, ANYBODY_CAN_SPEND)));
        return block(BlockHash.ZERO, height, time, List.of(coinbase), 0);
    }

    SandboxBlock mine(SandboxTemplate template) {
        List<Transaction> transactions = new ArrayList<>();
        transactions.add(coinbase(template.height(), List.of(
                new TxOutput(template.coinbaseValue(), ANYBODY_CAN_SPEND),
                new TxOutput(0, template.commitment().script()))));
        template.transactions().forEach(chosen -> transactions.add(chosen.transaction()));
        long fees = template.transactions().stream().mapToLong(MempoolTransaction::fee).sum();
        return block(template.parent().hash(), template.height(), template.curTime(), transactions, fees);
    }

    private Transaction coinbase(int height, List<TxOutput> outputs) {
        Bytes scriptSig = new TransactionWriter().bytes(HeightPush.of(height)).sized(NAME)
                .u8(Long.BYTES).u64(random.nextLong()).toBytes();
        TxInput input = new TxInput(BlockHash.ZERO, TxInput.NO_OUTPUT, scriptSig, FINAL,
                List.of(BlockHash.ZERO.internal()));
        return new Transaction(VERSION, List.of(input), outputs, 0);
    }

    private SandboxBlock block(BlockHash parent, int height, long time, List<Transaction> transactions, long fees) {
        BlockHash root = MerkleTree.root(transactions.stream().map(Transaction::txid).toList());
        BlockHeader header = new BlockHeader(VERSION, parent, root, time, settings.nBits(), random.nextInt());
        return SandboxBlock.of(new Block(header, transactions), height, fees);
    }
}
