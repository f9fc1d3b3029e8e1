package io.sluice.mining.testing;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.MerklePath;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.mining.bitcoin.SigOps;
import io.sluice.mining.bitcoin.Transaction;
import io.sluice.mining.bitcoin.TxInput;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.bitcoin.WitnessCommitment;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.candidate.CoinbaseOutputs;
import io.sluice.mining.candidate.CoinbaseRecipe;
import io.sluice.mining.candidate.TemplateTransaction;
import io.sluice.wire.type.Bytes;

/**
 * Templates, payout lists and scripts to test with: always the same, well-formed, and consistent (txids, commitment, path and
 * sums belong to the transactions).
 */
public final class CandidateFixtures {

    /** Payout script of a pool, to a taproot address. */
    public static final Bytes POOL_SCRIPT = p2tr(1000);
    /** Payout script of the operator, to a segwit address. */
    public static final Bytes OPERATOR_SCRIPT = p2wpkh(2000);
    /** The subsidy at {@link #TIP}'s height. */
    public static final long SUBSIDY = 312_500_000;
    /** Satoshi that each transaction of a template pays. */
    public static final long FEE = 1_000;

    /** A tip on mainnet's present subsidy whose target every second hash meets. */
    public static final ChainTip TIP = tip(900_123, 0);

    private CandidateFixtures() {}

    /** A tip whose target every second hash meets; another {@code fork} is another parent at the same height. */
    public static ChainTip tip(int height, int fork) {
        return new ChainTip(hash(height, fork), height, CompactTarget.fromDisplay("207fffff"), 1_763_900_000L);
    }

    /** A template without transactions: no merkle branches. */
    public static BlockTemplate emptyTemplate() {
        return template(TIP, 0);
    }

    /** A template of one transaction: one merkle branch. */
    public static BlockTemplate smallTemplate() {
        return template(TIP, 1);
    }

    /** A template of five transactions, legacy and segwit ones: three merkle branches. */
    public static BlockTemplate mixedTemplate() {
        return template(TIP, 5);
    }

    /** A template as mainnet's: 2100 transactions, twelve merkle branches. */
    public static BlockTemplate largeTemplate() {
        return template(TIP, 2100);
    }

    /** A template of so many transactions, legacy and segwit ones in turn, each paying {@link #FEE}. */
    public static BlockTemplate template(ChainTip tip, int transactionCount) {
        List<TemplateTransaction> transactions = IntStream.range(0, transactionCount)
                .mapToObj(i -> offered(i % 2 == 0 ? legacyTransaction(i) : segwitTransaction(i))).toList();
        return new BlockTemplate(
                tip,
                0x2000_0000,
                tip.minNtime() + 5_000,
                SUBSIDY + FEE * transactionCount,
                4_000_000,
                4_000_000,
                80_000,
                transactions,
                WitnessCommitment.over(transactions.stream().map(TemplateTransaction::wtxid).toList()).script(),
                MerklePath.of(transactions.stream().map(TemplateTransaction::txid).toList()));
    }

    /** A transaction as the node offers it. */
    public static TemplateTransaction offered(Transaction transaction) {
        int sigops = transaction.outputs().stream().mapToInt(output -> SigOps.costOf(output.script())).sum();
        return new TemplateTransaction(transaction.serialize(), transaction.txid(), transaction.wtxid(), FEE, sigops,
                transaction.weight());
    }

    /** One input with its proof in the scriptSig, one output. */
    public static Transaction legacyTransaction(int seed) {
        Bytes scriptSig = Bytes.of((byte) 71).concat(noise(seed, 71)).concat(Bytes.of((byte) 33))
                .concat(noise(seed + 1, 33));
        TxInput input = new TxInput(hash(seed, 1), 0, scriptSig, 0xffff_fffdL, List.of());
        return new Transaction(2, List.of(input), List.of(new TxOutput(10_000L + seed, p2pkh(seed))), 0);
    }

    /** One input with its proof in the witness, two outputs. */
    public static Transaction segwitTransaction(int seed) {
        TxInput input = new TxInput(hash(seed, 2), 1, Bytes.EMPTY, 0xffff_fffdL,
                List.of(noise(seed, 71), noise(seed + 1, 33)));
        return new Transaction(2, List.of(input),
                List.of(new TxOutput(20_000L + seed, p2wpkh(seed)), new TxOutput(30_000L + seed, p2tr(seed))), 0);
    }

    /** A pool's list of so many payouts, largest first, that together take less than half of the subsidy. */
    public static CoinbaseOutputs payouts(int coinbaserId, int count) {
        long each = SUBSIDY / 2 / Math.max(1, count);
        return new CoinbaseOutputs(coinbaserId, IntStream.range(0, count)
                .mapToObj(i -> new TxOutput(each - i, switch (i % 4) {
                    case 0 -> p2wpkh(i);
                    case 1 -> p2tr(i);
                    case 2 -> p2pkh(i);
                    default -> p2sh(i);
                })).toList());
    }

    /** What a gateway makes its coinbases from while it works for a pool. */
    public static CoinbaseRecipe poolRecipe(BlockTemplate template, CoinbaseOutputs outputs) {
        return new CoinbaseRecipe(template.tip().height(), Bytes.utf8("TESTPOOL"), Bytes.utf8("Sluice"), 4242,
                OptionalLong.of(222_806_238L), 0xb10c, POOL_SCRIPT, template.coinbaseValue(), outputs);
    }

    /** What a gateway that never saw a pool makes its coinbases from. */
    public static CoinbaseRecipe soloRecipe(BlockTemplate template) {
        return new CoinbaseRecipe(template.tip().height(), Bytes.utf8("Sluice"), Bytes.EMPTY, 4242,
                OptionalLong.empty(), 0xb10d, OPERATOR_SCRIPT, template.coinbaseValue(), CoinbaseOutputs.NONE);
    }

    /** A script that pays to a segwit key hash. */
    public static Bytes p2wpkh(int seed) {
        return Bytes.hex("0014").concat(noise(seed, 20));
    }

    /** A script that pays to a taproot key. */
    public static Bytes p2tr(int seed) {
        return Bytes.hex("5120").concat(noise(seed, 32));
    }

    /** A script that pays to a legacy key hash. */
    public static Bytes p2pkh(int seed) {
        return Bytes.hex("76a914").concat(noise(seed, 20)).concat(Bytes.hex("88ac"));
    }

    /** A script that pays to a script hash. */
    public static Bytes p2sh(int seed) {
        return Bytes.hex("a914").concat(noise(seed, 20)).concat(Bytes.hex("87"));
    }

    /** A hash that differs for every pair of numbers. */
    public static BlockHash hash(int seed, int kind) {
        return new BlockHash(Sha256d.hash(Bytes.adopt(ByteBuffer.allocate(8).putInt(seed).putInt(kind).array())));
    }

    private static Bytes noise(int seed, int length) {
        Bytes noise = Bytes.EMPTY;
        for (int block = 0; noise.length() < length; block++) {
            noise = noise.concat(hash(seed, 100 + block).internal());
        }
        return noise.slice(0, length);
    }
}
