package io.sluice.app.sandbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.sluice.mining.bitcoin.Block;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.HeightPush;
import io.sluice.mining.bitcoin.MerkleTree;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.mining.bitcoin.SigOps;
import io.sluice.mining.bitcoin.Transaction;
import io.sluice.mining.bitcoin.TxInput;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.bitcoin.WitnessCommitment;
import io.sluice.wire.type.Bytes;

/**
 * The rules for blocks, in the order and with the words of Bitcoin Core. Each method is one of its stages and throws at the first
 * rule that is broken.
 *
 * <p>Keeps nothing; what must be known is in the arguments.
 */
final class BlockRules {

    /** Weight units of a block. */
    static final int MAX_WEIGHT = 4_000_000;
    /** Sigop cost of a block. */
    static final int MAX_SIGOPS = 80_000;
    /** How far a header's time may be ahead of the node's clock, in seconds. */
    static final long MAX_AHEAD = 2 * 60 * 60;

    /** Versions below mean rules of before BIP 65 and BIP 66. */
    private static final int LEAST_VERSION = 4;
    private static final int SHORTEST_SCRIPT_SIG = 2;
    private static final int LONGEST_SCRIPT_SIG = 100;
    private static final long FINAL = 0xffff_ffffL;
    private static final long FIRST_TIME = 500_000_000;

    private final SandboxSettings settings;

    BlockRules(SandboxSettings settings) {
        this.settings = settings;
    }

    /** What can be seen by looking at the block alone. */
    void checkForm(Block block, boolean withWork) throws BlockRejected {
        if (withWork && !settings.nBits().toTarget().isMetBy(block.header().hash())) {
            throw BlockRejected.thisOne("high-hash");
        }
        if (!block.merkleRoot().equals(block.header().merkleRoot())) {
            throw BlockRejected.thisOne("bad-txnmrklroot");
        }
        Set<BlockHash> txids = new HashSet<>();
        for (Transaction transaction : block.transactions()) {
            if (!txids.add(transaction.txid())) {
                throw BlockRejected.thisOne("bad-txns-duplicate");
            }
        }
        long stripped = block.transactions().stream().mapToLong(transaction -> transaction.serializeStripped().length())
                .sum();
        if (Transaction.WITNESS_SCALE * (BlockHeader.SIZE + stripped) > MAX_WEIGHT) {
            throw BlockRejected.thisOne("bad-blk-length");
        }
        if (!block.coinbase().isCoinbase()) {
            throw BlockRejected.thisOne("bad-cb-missing");
        }
        for (Transaction transaction : block.transactions().subList(1, block.transactions().size())) {
            if (transaction.isCoinbase()) {
                throw BlockRejected.thisOne("bad-cb-multiple");
            }
        }
        for (Transaction transaction : block.transactions()) {
            checkForm(transaction);
        }
        long sigops = block.transactions().stream().mapToLong(BlockRules::legacySigops).sum();
        if (sigops > MAX_SIGOPS) {
            throw BlockRejected.thisOne("bad-blk-sigops");
        }
    }

    /** What can be seen of a header beside its parent. */
    void checkHeader(BlockHeader header, long medianTime, long now) throws BlockRejected {
        if (!header.nBits().equals(settings.nBits())) {
            throw BlockRejected.thisOne("bad-diffbits");
        }
        if (header.nTime() <= medianTime) {
            throw BlockRejected.thisOne("time-too-old");
        }
        if (header.nTime() > now + MAX_AHEAD) {
            throw BlockRejected.thisOne("time-too-new");
        }
        if (header.version() < LEAST_VERSION) {
            throw BlockRejected.thisOne("bad-version(0x%08x)".formatted(header.version()));
        }
    }

    /** What can be seen of a block when its height is known. */
    void checkBody(Block block, int height, long medianTime) throws BlockRejected {
        for (Transaction transaction : block.transactions()) {
            if (!isFinal(transaction, height, medianTime)) {
                throw BlockRejected.everyOne("bad-txns-nonfinal");
            }
        }
        Bytes expected = HeightPush.of(height);
        Bytes scriptSig = block.coinbase().inputs().getFirst().scriptSig();
        if (scriptSig.length() < expected.length() || !scriptSig.slice(0, expected.length()).equals(expected)) {
            throw BlockRejected.everyOne("bad-cb-height");
        }
        checkWitnesses(block);
        if (block.weight() > MAX_WEIGHT) {
            throw BlockRejected.everyOne("bad-blk-weight");
        }
    }

    /**
     * What can be seen when it is known what can be spent.
     *
     * @param before ids of all transactions in the branch below
     * @return the fees of the block
     */
    long checkSpending(Block block, int height, Set<BlockHash> before, Mempool mempool) throws BlockRejected {
        Set<BlockHash> present = new HashSet<>(before);
        long fees = 0;
        long sigops = legacySigops(block.coinbase());
        for (Transaction transaction : block.transactions().subList(1, block.transactions().size())) {
            MempoolTransaction known = mempool.find(transaction.txid())
                    .filter(candidate -> present.containsAll(candidate.parent().stream().toList()))
                    .filter(candidate -> present.add(candidate.txid()))
                    .orElseThrow(() -> BlockRejected.everyOne("bad-txns-inputs-missingorspent"));
            if (!transaction.wtxid().equals(known.wtxid())) {
                throw BlockRejected.everyOne("mandatory-script-verify-flag-failed (Witness program hash mismatch)");
            }
            fees += known.fee();
            sigops += known.sigops();
        }
        if (sigops > MAX_SIGOPS) {
            throw BlockRejected.everyOne("bad-blk-sigops");
        }
        if (block.coinbase().totalValue() > settings.network().subsidyAt(height) + fees) {
            throw BlockRejected.everyOne("bad-cb-amount");
        }
        return fees;
    }

    private static void checkForm(Transaction transaction) throws BlockRejected {
        if (transaction.outputs().isEmpty()) {
            throw BlockRejected.thisOne("bad-txns-vout-empty");
        }
        long total = 0;
        for (TxOutput output : transaction.outputs()) {
            total += output.value();
            if (total > TxOutput.MAX_MONEY) {
                throw BlockRejected.thisOne("bad-txns-txouttotal-toolarge");
            }
        }
        if (transaction.isCoinbase()) {
            int length = transaction.inputs().getFirst().scriptSig().length();
            if (length < SHORTEST_SCRIPT_SIG || length > LONGEST_SCRIPT_SIG) {
                throw BlockRejected.thisOne("bad-cb-length");
            }
            return;
        }
        Set<List<Object>> spent = new HashSet<>();
        for (TxInput input : transaction.inputs()) {
            if (!spent.add(List.of(input.prevTxid(), input.prevIndex()))) {
                throw BlockRejected.thisOne("bad-txns-inputs-duplicate");
            }
            if (input.spendsNothing()) {
                throw BlockRejected.thisOne("bad-txns-prevout-null");
            }
        }
    }

    private static void checkWitnesses(Block block) throws BlockRejected {
        Optional<WitnessCommitment> commitment = WitnessCommitment.in(block.coinbase().outputs());
        if (commitment.isEmpty()) {
            if (block.transactions().stream().anyMatch(Transaction::hasWitness)) {
                throw BlockRejected.thisOne("unexpected-witness");
            }
            return;
        }
        List<Bytes> reserved = block.coinbase().inputs().getFirst().witness();
        if (reserved.size() != 1 || reserved.getFirst().length() != BlockHash.SIZE) {
            throw BlockRejected.thisOne("bad-witness-nonce-size");
        }
        List<BlockHash> leaves = new ArrayList<>(List.of(BlockHash.ZERO));
        block.transactions().stream().skip(1).map(Transaction::wtxid).forEach(leaves::add);
        Bytes root = MerkleTree.root(leaves).internal();
        if (!commitment.get().hash().internal().equals(Sha256d.hash(root.concat(reserved.getFirst())))) {
            throw BlockRejected.thisOne("bad-witness-merkle-match");
        }
    }

    private static boolean isFinal(Transaction transaction, int height, long medianTime) {
        long lock = transaction.lockTime();
        return lock == 0 || lock < (lock < FIRST_TIME ? height : medianTime)
                || transaction.inputs().stream().allMatch(input -> input.sequence() == FINAL);
    }

    private static long legacySigops(Transaction transaction) {
        return transaction.inputs().stream().mapToLong(input -> SigOps.costOf(input.scriptSig())).sum()
                + transaction.outputs().stream().mapToLong(output -> SigOps.costOf(output.script())).sum();
    }
}
