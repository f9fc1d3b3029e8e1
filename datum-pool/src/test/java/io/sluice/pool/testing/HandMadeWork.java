package io.sluice.pool.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.sluice.datum.message.ClientConfiguration;
import io.sluice.datum.message.CoinbaseSection;
import io.sluice.datum.message.JobSection;
import io.sluice.datum.message.PowSubmission;
import io.sluice.mining.bitcoin.AddressPrefixes;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.DifficultyOne;
import io.sluice.mining.bitcoin.HeightPush;
import io.sluice.mining.bitcoin.MerklePath;
import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.Retargeting;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.bitcoin.Transaction;
import io.sluice.mining.bitcoin.TransactionWriter;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.bitcoin.WitnessCommitment;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.pool.chain.PoolTip;
import io.sluice.wire.type.Bytes;

/**
 * Work of a gateway, laid out byte by byte and mined in a moment: difficulty one asks for four zero bits, a block for twelve.
 * Fields are what the work is made from; tests spoil them.
 */
public final class HandMadeWork {

    public static final DifficultyOne EASY = new DifficultyOne(
            Target.fromDisplay("0fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff"));
    public static final Network NETWORK = Network
            .custom("test", AddressPrefixes.REGTEST, Retargeting.NEVER, Network.HALVING_INTERVAL)
            .withDifficultyOne(EASY);
    public static final CompactTarget BLOCK_BITS = CompactTarget.fromDisplay("1f0fffff");
    public static final int HEIGHT = 900_123;
    public static final long MIN_TIME = 1_763_900_000L;
    /** Within the hour of {@link io.sluice.mining.testing.HandClock}'s first moment. */
    public static final long NOW = 1_763_905_000L;
    public static final PoolTip TIP = new PoolTip(CandidateFixtures.hash(HEIGHT, 0), HEIGHT, BLOCK_BITS, MIN_TIME);

    public static final Bytes POOL_SCRIPT = CandidateFixtures.POOL_SCRIPT;
    public static final Bytes TAG = Bytes.utf8("TESTPOOL");
    public static final long PRIME_ID = 222_806_238L;
    /** At least 2^2. */
    public static final ClientConfiguration CONFIGURATION = new ClientConfiguration(POOL_SCRIPT, PRIME_ID, TAG, 4);

    public static final long VALUE = 312_506_370L;
    public static final List<TxOutput> PAYOUTS = List.of(
            new TxOutput(100_000_000, CandidateFixtures.p2wpkh(1)),
            new TxOutput(50_000_000, CandidateFixtures.p2tr(2)),
            new TxOutput(25_000_000, CandidateFixtures.p2pkh(3)));
    public static final TxOutput DEAD = new TxOutput(0, Bytes.hex("6a0100"));

    /** Blocks take about 4096. */
    public static final int MOST_TRIES = 1 << 18;

    private static final int CLASS_WITH_OUTPUT = 2;

    public int slot = 1;
    public int coinbaseId;
    public boolean subsidyOnly;
    public boolean quickdiff;
    public boolean blockFlag;
    public int targetByte = 2;
    public int version = 0x2000_4000;
    public long nTime = NOW;
    public Bytes extranonce = Bytes.hex("b14cf00f0000000000000007");
    public Bytes username = Bytes.utf8("bc1qexample.rig1");
    public PoolTip tip = TIP;
    public int coinbaserId = 1;
    public long value = VALUE;
    public List<Transaction> transactions = List.of(
            CandidateFixtures.legacyTransaction(0), CandidateFixtures.segwitTransaction(1),
            CandidateFixtures.legacyTransaction(2));

    public Bytes heightPush = HeightPush.of(HEIGHT);
    public Bytes tags = TAG.concat(Bytes.hex("0f")).concat(Bytes.utf8("rig")).concat(Bytes.hex("00"));
    public Bytes idPush = Bytes.hex("07ff9210dec0470d");
    public Bytes jobPrefix = Bytes.hex("b30c");
    public List<TxOutput> paid = PAYOUTS;
    public TxOutput rest = new TxOutput(VALUE - 175_000_000, POOL_SCRIPT);
    public boolean withCommitment = true;

    /** Bytes of the scriptSig up to the id push. */
    private Bytes script() {
        return heightPush.concat(new TransactionWriter().sized(tags).toBytes()).concat(idPush);
    }

    private boolean extranonceInOutput() {
        return coinbaseId == CLASS_WITH_OUTPUT;
    }

    public int targetByteIndex() {
        return 42 + heightPush.length() + 1 + tags.length() + 1;
    }

    /** Everything behind the payouts. */
    private List<TxOutput> lastOutputs() {
        List<TxOutput> last = new ArrayList<>(List.of(rest));
        if (withCommitment) {
            last.add(new TxOutput(0, WitnessCommitment
                    .over(transactions.stream().map(Transaction::wtxid).toList()).script()));
        }
        return last;
    }

    public Bytes coinb1() {
        var out = new TransactionWriter().u32(1).u8(1).bytes(Bytes.of(new byte[32])).u32(-1);
        if (extranonceInOutput()) {
            out.sized(script()).u32(-1).compactSize(paid.size() + lastOutputs().size() + 1L);
            paid.forEach(out::output);
            return out.u64(0).u8(16).bytes(Bytes.hex("6a0e")).bytes(jobPrefix).toBytes();
        }
        return out.compactSize(script().length() + 15L).bytes(script()).u8(14).bytes(jobPrefix).toBytes();
    }

    public Bytes coinb2() {
        var out = new TransactionWriter();
        if (!extranonceInOutput()) {
            out.u32(-1).compactSize(paid.size() + lastOutputs().size());
            paid.forEach(out::output);
        }
        lastOutputs().forEach(out::output);
        return out.u32(0).toBytes();
    }

    public MerklePath path() {
        return MerklePath.of(transactions.stream().map(Transaction::txid).toList());
    }

    public JobSection job() {
        return new JobSection(tip.prevHash(), targetByteIndex(), tip.nBits(), coinbaserId, tip.height(), value,
                transactions.size(), 4000, 1000, 10, path());
    }

    public CoinbaseSection coinbase() {
        return new CoinbaseSection(sectionId(), coinb1(), coinb2());
    }

    private int sectionId() {
        return subsidyOnly ? PowSubmission.SUBSIDY_ONLY_COINBASE : coinbaseId;
    }

    /** Turns it into work on a block without transactions, as made right after a new block. */
    public HandMadeWork subsidyOnly() {
        subsidyOnly = true;
        coinbaseId = PowSubmission.SUBSIDY_ONLY_COINBASE;
        coinbaserId = 0;
        paid = List.of();
        rest = new TxOutput(NETWORK.subsidyAt(HEIGHT), POOL_SCRIPT);
        withCommitment = false;
        return this;
    }

    /** Turns it into work that pays the pool alone. */
    public HandMadeWork blank() {
        paid = List.of();
        rest = new TxOutput(value, POOL_SCRIPT);
        return this;
    }

    /** A share with both sections that meets its target, and is no block. */
    public PowSubmission share() {
        return share(true, true);
    }

    public PowSubmission share(boolean withJob, boolean withCoinbase) {
        return mine(withJob, withCoinbase, false);
    }

    /** A share with both sections that solves a block. */
    public PowSubmission block() {
        return mine(true, true, true);
    }

    private PowSubmission mine(boolean withJob, boolean withCoinbase, boolean block) {
        Target shareTarget = EASY.targetOf(new ProofOfTarget(Math.min(targetByte, 4)));
        Target blockTarget = tip.nBits().toTarget();
        for (int nonce = 0; nonce < MOST_TRIES; nonce++) {
            BlockHash hash = header(nonce).hash();
            if (shareTarget.isMetBy(hash) && blockTarget.isMetBy(hash) == block) {
                return submission(nonce, withJob, withCoinbase);
            }
        }
        throw new AssertionError("no such share is to be found");
    }

    /** A share whose hash lies between two targets, so that it is too high for the harder one only. */
    public PowSubmission shareBetween(Target easier, Target harder) {
        for (int nonce = 0; nonce < MOST_TRIES; nonce++) {
            BlockHash hash = header(nonce).hash();
            if (easier.isMetBy(hash) && !harder.isMetBy(hash)) {
                return submission(nonce, true, true);
            }
        }
        throw new AssertionError("no such share is to be found");
    }

    public PowSubmission submission(int nonce, boolean withJob, boolean withCoinbase) {
        return new PowSubmission(slot, coinbaseId, blockFlag, subsidyOnly, quickdiff, targetByte, nTime, nonce, version,
                extranonce, username,
                withJob ? Optional.of(job()) : Optional.empty(),
                withCoinbase ? Optional.of(coinbase()) : Optional.empty());
    }

    /** What is hashed, put together from the bytes once more. */
    public BlockHeader header(int nonce) {
        byte[] first = coinb1().toArray();
        first[targetByteIndex()] = (byte) targetByte;
        if (quickdiff) {
            Bytes.hex(jobPrefix.equals(Bytes.hex("4451")) ? "bbae" : "4451").copyTo(first, first.length - 2);
        }
        Bytes whole = Bytes.of(first).concat(extranonce).concat(coinb2());
        BlockHash root = new BlockHash(Sha256d.hash(whole));
        if (!subsidyOnly) {
            root = path().root(root);
        }
        return new BlockHeader(version, tip.prevHash(), root, nTime, tip.nBits(), nonce);
    }
}
