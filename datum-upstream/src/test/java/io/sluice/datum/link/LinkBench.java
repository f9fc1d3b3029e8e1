package io.sluice.datum.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import io.sluice.datum.crypto.CryptoChoice;
import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.KeySet;
import io.sluice.datum.testing.FakePool;
import io.sluice.datum.testing.PoolWork;
import io.sluice.datum.testing.RecordingJournal;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.ledger.ShareLedger;
import io.sluice.mining.port.PoolTerms;
import io.sluice.mining.port.ShareGate.Admission;
import io.sluice.mining.port.Upstream;
import io.sluice.mining.port.Upstream.WorkGrant;
import io.sluice.mining.port.Upstream.WorkRequest;
import io.sluice.mining.share.AcceptedShare;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.mining.testing.HandLoop;

/** The whole link with a pool of straw at the other end, in one thread, under a hand-moved clock. */
final class LinkBench implements Upstream.Listener {

    static final ChainTip TIP = CandidateFixtures.TIP;
    static final ChainTip NEXT_TIP = CandidateFixtures.tip(TIP.height() + 1, 0);
    private static final DatumCrypto CRYPTO = CryptoChoice.make().crypto();
    static final long VALUE = CandidateFixtures.SUBSIDY;

    final HandLoop loop = new HandLoop();
    final FakePool pool;
    final ShareLedger ledger = new ShareLedger();
    final ShareLedger.Lane linkLane = ledger.newLane();
    final ShareLedger.Lane minerLane = ledger.newLane();
    final PoolWork work = new PoolWork();
    final RecordingJournal journal = new RecordingJournal();
    final DatumUpstream upstream;
    final List<PoolTerms> terms = new ArrayList<>();
    final List<String> away = new ArrayList<>();
    int blocksNotified;

    LinkBench() {
        this(LinkSettings.OUTBOX);
    }

    LinkBench(int outbox) {
        pool = new FakePool(1);
        upstream = new DatumUpstream(settings(pool, outbox), tools(loop),
                new Usernames("bc1qoperator", UserPolicy.WORKER), pool.dialledOn(loop), linkLane, journal);
    }

    static LinkSettings settings(FakePool pool, int outbox) {
        return new LinkSettings("pool.example", 28915, pool.keys(), "sluice/test", LinkSettings.SILENCE, outbox);
    }

    static LinkTools tools(HandLoop loop) {
        Random random = new Random(42);
        return new LinkTools(CRYPTO, KeySet.random(CRYPTO, random), random, loop, loop, loop);
    }

    /** Starts, and lets the pool become ready. */
    LinkBench started() {
        upstream.start(this);
        loop.run();
        assertThat(state()).isEqualTo(DatumState.READY);
        return this;
    }

    DatumState state() {
        return upstream.status().state();
    }

    WorkGrant ask(WorkRequest request) {
        List<WorkGrant> answers = askLater(request);
        assertThat(answers).as("answers to " + request).hasSize(1);
        return answers.getFirst();
    }

    /** The list gets the answer when it comes. */
    List<WorkGrant> askLater(WorkRequest request) {
        List<WorkGrant> answers = new ArrayList<>();
        upstream.prepare(request, answers::add);
        loop.run();
        return answers;
    }

    WorkGrant.Granted granted(ChainTip tip, boolean urgent) {
        return (WorkGrant.Granted) ask(new WorkRequest(tip, VALUE, true, urgent));
    }

    /** A candidate whose shares are taken. */
    BlockCandidate announced(ChainTip tip) {
        return announced(tip, true);
    }

    BlockCandidate announced(ChainTip tip, boolean urgent) {
        BlockCandidate candidate = work.candidate(granted(tip, urgent), tip);
        upstream.announce(candidate);
        loop.run();
        return candidate;
    }

    Admission admit(AcceptedShare share) {
        Admission admission = upstream.admit(share, minerLane);
        balances();
        return admission;
    }

    /** Admits a share and lets everything happen that follows. */
    void submit(BlockCandidate candidate) {
        assertThat(admit(work.share(candidate, "rig"))).isEqualTo(Admission.ADMITTED);
        loop.run();
        balances();
    }

    /** The pool hangs up and is called again. */
    void reconnect() {
        pool.hangsUp();
        loop.run();
        assertThat(state()).isEqualTo(DatumState.DISCONNECTED);
        loop.advance(RedialDelay.LONGEST);
        assertThat(state()).isEqualTo(DatumState.READY);
    }

    /** Time passes while the pool gives signs of life. */
    void advanceAlive(Duration step) {
        for (long left = step.toMillis(); left > 0; left -= 1000) {
            pool.pings();
            loop.advance(Duration.ofMillis(Math.min(left, 1000)));
            balances();
        }
    }

    long count(ShareFate fate) {
        return ledger.total().of(fate);
    }

    void balances() {
        assertThat(ledger.total().balances()).as(ledger.total().toString()).isTrue();
        for (ShareFate fate : ShareFate.values()) {
            assertThat(count(fate)).as(fate.toString()).isNotNegative();
        }
    }

    @Override
    public void poolReady(PoolTerms now) {
        terms.add(now);
    }

    @Override
    public void poolAway(String why) {
        away.add(why);
    }

    @Override
    public void blockNotified() {
        blocksNotified++;
    }
}
