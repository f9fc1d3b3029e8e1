package io.sluice.mining.testing;

import java.math.BigInteger;
import java.util.Optional;
import java.util.SplittableRandom;

import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.DifficultyOne;
import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.candidate.Birth;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.candidate.CoinbaseOutputs;
import io.sluice.mining.candidate.CoinbaseRecipe;
import io.sluice.mining.candidate.HeldWork;
import io.sluice.mining.channel.ChannelTools;
import io.sluice.mining.channel.PrefixAllocator;
import io.sluice.mining.ledger.ShareLedger;
import io.sluice.mining.vardiff.ShareDifficulty;
import io.sluice.mining.vardiff.VardiffPolicy;

/**
 * All that a channel needs, on a network whose difficulty one takes 256 hashes, so that tests can really mine. Clock and ticker
 * are moved by hand; chance is seeded.
 */
public final class Workshop {

    /** Difficulty one: eight leading zero bits. */
    public static final DifficultyOne ONE = new DifficultyOne(
            Target.of(BigInteger.valueOf(0xffff).shiftLeft(232)));
    /** A network target that no test ever meets by accident. */
    public static final CompactTarget HARD = CompactTarget.fromDisplay("1d00ffff");
    /** A network target that one hash in about 65000 meets: a block, when a test wants one. */
    public static final CompactTarget MINEABLE = CompactTarget.fromDisplay("1f00ffff");

    private final HandClock clock = new HandClock();
    private final HandTicker ticker = new HandTicker();
    private final RecordingGate gate = new RecordingGate();
    private final ShareLedger ledger = new ShareLedger();
    private final ChannelTools tools;
    private long nextCandidate = 1;
    private int nextHeld = 1;

    /** Starts channels at difficulty one, aims at 8 shares a minute. */
    public Workshop() {
        this(new VardiffPolicy(ONE, VardiffPolicy.DEFAULT_SHARES_PER_MINUTE, new ShareDifficulty(0),
                new ShareDifficulty(-4), ShareDifficulty.HARDEST, true));
    }

    public Workshop(VardiffPolicy policy) {
        this(policy, Network.REGTEST.withDifficultyOne(policy.one()));
    }

    public Workshop(VardiffPolicy policy, Network network) {
        SplittableRandom random = new SplittableRandom(7);
        tools = new ChannelTools(network, new PrefixAllocator(random), gate, ledger.newLane(), policy, clock, ticker,
                random);
    }

    /** Always at difficulty one, however many shares come. */
    public static Workshop ofFixedDifficulty() {
        ShareDifficulty fixed = new ShareDifficulty(0);
        return new Workshop(
                new VardiffPolicy(ONE, VardiffPolicy.DEFAULT_SHARES_PER_MINUTE, fixed, fixed, fixed, true));
    }

    public HandClock clock() {
        return clock;
    }

    public HandTicker ticker() {
        return ticker;
    }

    public RecordingGate gate() {
        return gate;
    }

    public ShareLedger ledger() {
        return ledger;
    }

    public ChannelTools tools() {
        return tools;
    }

    /** Moves clock and ticker on together, as usual. */
    public void advanceMillis(long millis) {
        clock.advanceMillis(millis);
        ticker.advanceMillis(millis);
    }

    /** A tip at this height with that target. */
    public static ChainTip tip(int height, CompactTarget nBits) {
        ChainTip tip = CandidateFixtures.tip(height, 0);
        return new ChainTip(tip.prevHash(), height, nBits, tip.minNtime());
    }

    /** Another tip at the same height, of another branch. */
    public static ChainTip sibling(ChainTip tip) {
        return new ChainTip(CandidateFixtures.tip(tip.height(), 1).prevHash(), tip.height(), tip.nBits(),
                tip.minNtime());
    }

    /** Pool work on a template of so many transactions, with a list of 20 payouts; the pool's minimum is difficulty one. */
    public BlockCandidate poolWork(ChainTip tip, int transactions) {
        return poolWork(CandidateFixtures.template(tip, transactions), 20, ProofOfTarget.ONE);
    }

    public BlockCandidate poolWork(BlockTemplate template, int payouts, ProofOfTarget minimum) {
        CoinbaseOutputs outputs = payouts == 0 ? CoinbaseOutputs.NONE : CandidateFixtures.payouts(7, payouts);
        return new BlockCandidate(nextCandidate++, template, CandidateFixtures.poolRecipe(template, outputs),
                new Birth.Pool(1, 3, minimum), clock.instant());
    }

    /** Pool work without payouts, in this session of the pool. */
    public BlockCandidate poolWorkOfSession(long session, ChainTip tip, int transactions) {
        BlockTemplate template = CandidateFixtures.template(tip, transactions);
        return new BlockCandidate(nextCandidate++, template,
                CandidateFixtures.poolRecipe(template, CoinbaseOutputs.NONE),
                new Birth.Pool(session, 3, ProofOfTarget.ONE), clock.instant());
    }

    /** As {@link #poolWork(ChainTip, int)} without payouts, and with this to hold ready behind it. */
    public BlockCandidate poolWork(ChainTip tip, int transactions, HeldWork next) {
        BlockTemplate template = CandidateFixtures.template(tip, transactions);
        return new BlockCandidate(nextCandidate++, template,
                CandidateFixtures.poolRecipe(template, CoinbaseOutputs.NONE), new Birth.Pool(1, 3, ProofOfTarget.ONE),
                clock.instant(), Optional.of(next));
    }

    /** What miners may hold ready while they work on this tip for the pool. */
    public HeldWork heldAfter(ChainTip tip) {
        BlockTemplate before = CandidateFixtures.template(tip, 1);
        CoinbaseRecipe now = CandidateFixtures.poolRecipe(before, CoinbaseOutputs.NONE);
        return new HeldWork(new CoinbaseRecipe(tip.height() + 1, now.primaryTag(), now.secondaryTag(), now.uniqueId(),
                now.primeId(), nextHeld++, now.baseScript(), CandidateFixtures.SUBSIDY, CoinbaseOutputs.NONE), before,
                ProofOfTarget.ONE);
    }

    /** The held work, on the tip that it was held for. */
    public BlockCandidate begin(HeldWork held, ChainTip tip) {
        return held.begin(nextCandidate++, tip, tip.minNtime() + 5_000, new Birth.Pool(1, 4, ProofOfTarget.ONE),
                clock.instant());
    }

    /** Work for the operator alone. */
    public BlockCandidate soloWork(ChainTip tip, int transactions) {
        BlockTemplate template = CandidateFixtures.template(tip, transactions);
        return new BlockCandidate(nextCandidate++, template, CandidateFixtures.soloRecipe(template), new Birth.Solo(),
                clock.instant());
    }
}
