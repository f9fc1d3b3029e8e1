package io.sluice.mining.testing;

import java.math.BigInteger;
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

    /** Work for the operator alone. */
    public BlockCandidate soloWork(ChainTip tip, int transactions) {
        BlockTemplate template = CandidateFixtures.template(tip, transactions);
        return new BlockCandidate(nextCandidate++, template, CandidateFixtures.soloRecipe(template), new Birth.Solo(),
                clock.instant());
    }
}
