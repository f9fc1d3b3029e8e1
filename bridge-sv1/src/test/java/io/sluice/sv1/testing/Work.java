package io.sluice.sv1.testing;

import java.time.Instant;

import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.candidate.Birth;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.candidate.CoinbaseOutputs;
import io.sluice.mining.candidate.CoinbaseRecipe;
import io.sluice.mining.testing.CandidateFixtures;

/** Candidates, one after the other, on tips whose blocks are as rare as a test needs. */
public final class Work {

    /** No test ever finds a block by chance. */
    public static final String RARE_BLOCKS = "1d00ffff";
    /** Every second hash is a block. */
    public static final String ALL_BLOCKS = "207fffff";

    private final String nBits;
    private final int version;
    private long nextId = 1;
    private int fork;
    private int refresh;

    public Work(String nBits) {
        this(nBits, 0x2000_0000);
    }

    public Work(String nBits, int version) {
        this.nBits = nBits;
        this.version = version;
    }

    /** Work of our own on another tip than before. */
    public BlockCandidate newBlock() {
        fork++;
        return solo();
    }

    /** Work of our own on the same tip, with other transactions. */
    public BlockCandidate update() {
        refresh++;
        return solo();
    }

    /** Work for a pool that takes no commitment below {@code minimum}, with a list of so many payouts. */
    public BlockCandidate forPool(ProofOfTarget minimum, int payouts) {
        refresh++;
        BlockTemplate template = template();
        CoinbaseOutputs outputs = payouts == 0 ? CoinbaseOutputs.NONE : CandidateFixtures.payouts(1, payouts);
        return candidate(template, CandidateFixtures.poolRecipe(template, outputs), new Birth.Pool(1, 0, minimum));
    }

    /** Work without payouts for a pool in this session, on the same tip. */
    public BlockCandidate ofSession(long session) {
        refresh++;
        BlockTemplate template = template();
        return candidate(template, CandidateFixtures.poolRecipe(template, CoinbaseOutputs.NONE),
                new Birth.Pool(session, 0, ProofOfTarget.ONE));
    }

    /** Work of our own from a recipe of the test's. */
    public BlockCandidate candidate(BlockTemplate template, CoinbaseRecipe recipe, Birth birth) {
        return new BlockCandidate(nextId++, template, recipe, birth, Instant.EPOCH);
    }

    public BlockTemplate template() {
        ChainTip tip = CandidateFixtures.tip(900_123, fork);
        BlockTemplate plain = CandidateFixtures.template(
                new ChainTip(tip.prevHash(), tip.height(), CompactTarget.fromDisplay(nBits), tip.minNtime()),
                2 + refresh % 3);
        return new BlockTemplate(plain.tip(), version, plain.curTime() + 30L * refresh, plain.coinbaseValue(),
                plain.sizeLimit(), plain.weightLimit(), plain.sigopLimit(), plain.transactions(),
                plain.witnessCommitment(), plain.merklePath());
    }

    private BlockCandidate solo() {
        BlockTemplate template = template();
        return candidate(template, CandidateFixtures.soloRecipe(template), new Birth.Solo());
    }
}
