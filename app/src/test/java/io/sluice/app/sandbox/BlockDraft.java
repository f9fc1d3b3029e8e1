package io.sluice.app.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import io.sluice.mining.bitcoin.Block;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.HeightPush;
import io.sluice.mining.bitcoin.MerkleTree;
import io.sluice.mining.bitcoin.Transaction;
import io.sluice.mining.bitcoin.TransactionWriter;
import io.sluice.mining.bitcoin.TxInput;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.bitcoin.WitnessCommitment;
import io.sluice.wire.type.Bytes;

/** A block in the making that can be spoiled in one place and be right in all others. */
final class BlockDraft {

    static final Bytes ANYBODY = Bytes.hex("51");
    static final long FINAL = 0xffff_ffffL;

    int version = 0x2000_0000;
    BlockHash prevHash;
    long nTime;
    CompactTarget nBits;
    /** Without the commitment, which is put behind them. */
    List<TxOutput> outputs;
    Bytes scriptSig;
    long sequence = FINAL;
    long lockTime;
    List<Bytes> reserved = List.of(BlockHash.ZERO.internal());
    boolean commits = true;
    List<Transaction> others;
    UnaryOperator<BlockHash> root = right -> right;
    UnaryOperator<Bytes> commitment = right -> right;

    /** A block that is right in everything. */
    static BlockDraft on(SandboxChain chain) {
        return new BlockDraft(chain, chain.template());
    }

    private BlockDraft(SandboxChain chain, SandboxTemplate template) {
        prevHash = template.parent().hash();
        nTime = template.curTime();
        nBits = chain.settings().nBits();
        outputs = List.of(new TxOutput(template.coinbaseValue(), ANYBODY));
        scriptSig = scriptSig(template.height());
        others = new ArrayList<>(
                template.transactions().stream().map(MempoolTransaction::transaction).toList());
    }

    static Bytes scriptSig(int height) {
        return new TransactionWriter().bytes(HeightPush.of(height)).sized(Bytes.utf8("draft")).toBytes();
    }

    /** The block, with the first nonce that meets the target of its nBits. */
    Block solve() {
        return solve(true);
    }

    /** As {@link #solve()}, or with the first nonce that does not. */
    Block solve(boolean met) {
        List<Transaction> transactions = Stream.concat(Stream.of(coinbase()), others.stream()).toList();
        BlockHash merkleRoot = root.apply(MerkleTree.root(transactions.stream().map(Transaction::txid).toList()));
        for (int nonce = 0; true; nonce++) {
            BlockHeader header = new BlockHeader(version, prevHash, merkleRoot, nTime, nBits, nonce);
            if (nBits.toTarget().isMetBy(header.hash()) == met) {
                return new Block(header, transactions);
            }
        }
    }

    private Transaction coinbase() {
        List<TxOutput> all = new ArrayList<>(outputs);
        if (commits) {
            Bytes script = WitnessCommitment.over(others.stream().map(Transaction::wtxid).toList()).script();
            all.add(new TxOutput(0, commitment.apply(script)));
        }
        return new Transaction(2, List.of(new TxInput(BlockHash.ZERO, TxInput.NO_OUTPUT, scriptSig, sequence,
                commits ? reserved : List.of())), all, lockTime);
    }
}
