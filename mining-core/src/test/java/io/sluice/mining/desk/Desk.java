package io.sluice.mining.desk;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.candidate.CoinbaseOutputs;
import io.sluice.mining.candidate.TipHeader;
import io.sluice.mining.desk.DeskSettings.PoolPolicy;
import io.sluice.mining.ledger.ShareLedger;
import io.sluice.mining.port.NodeTrouble;
import io.sluice.mining.port.PoolTerms;
import io.sluice.mining.port.TemplateSource;
import io.sluice.mining.port.Upstream;
import io.sluice.mining.port.WorkListener;
import io.sluice.mining.share.AcceptedShare;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.mining.testing.HandLoop;
import io.sluice.mining.testing.Workshop;
import io.sluice.wire.type.Bytes;

/** A desk under test, between a node, a pool and miners that a test plays by hand. */
final class Desk {

    /** Everything that was said to miners, and to the journal behind a dash, in order. */
    final List<String> log = new ArrayList<>();
    final List<BlockCandidate> published = new ArrayList<>();
    final List<BlockCandidate> announced = new ArrayList<>();
    final HandLoop loop = new HandLoop();
    final FakeNode node = new FakeNode();
    final FakePool pool = new FakePool();
    final CandidateDesk desk;

    Desk(PoolPolicy policy) {
        this(policy, EmptyWork.OFF);
    }

    Desk(PoolPolicy policy, EmptyWork emptyWork) {
        DeskSettings settings = new DeskSettings(Network.MAINNET, policy, CandidateFixtures.OPERATOR_SCRIPT,
                Bytes.utf8("solo"),
                Bytes.utf8("Sluice"), 4242, emptyWork, Duration.ofSeconds(1), Duration.ofSeconds(30),
                Duration.ofSeconds(120),
                Duration.ofSeconds(30), Duration.ofSeconds(60));
        desk = new CandidateDesk(settings, node, policy == PoolPolicy.NEVER ? Optional.empty() : Optional.of(pool),
                new Miners(), new Journal(), loop, loop, loop, new SplittableRandom(1));
    }

    static PoolTerms terms(long session) {
        return new PoolTerms(session, CandidateFixtures.POOL_SCRIPT, 7, Bytes.utf8("POOL"), new ProofOfTarget(14));
    }

    static ChainTip tip(int height) {
        return Workshop.tip(height, Workshop.HARD);
    }

    /** Begins with a node at height 900000 and no pool yet. */
    Desk start() {
        desk.start();
        loop.run();
        return this;
    }

    /** Begins and lets the pool be ready. */
    Desk startWithPool(long session) {
        start();
        poolReady(session);
        return this;
    }

    void poolReady(long session) {
        desk.poolReady(terms(session));
        loop.run();
    }

    void poolAway() {
        desk.poolAway("the line is dead");
        loop.run();
    }

    /** Lets the pool answer all that it was asked: a place for each, and payouts where they are wanted. */
    void poolGrants(long session) {
        pool.grantAll(session);
        loop.run();
    }

    /** The node has a new block, and the desk is told. */
    void newBlock(int height) {
        node.template = CandidateFixtures.template(tip(height), 2);
        desk.notifyBlock();
        loop.run();
    }

    BlockCandidate last() {
        return published.getLast();
    }

    /** What was logged since the last call. */
    List<String> news() {
        List<String> news = List.copyOf(log);
        log.clear();
        return news;
    }

    /** A node that answers at once, or when it is told to. */
    static final class FakeNode implements TemplateSource {

        BlockTemplate template = CandidateFixtures.template(tip(900_000), 2);
        boolean down;
        boolean silent;
        int asked;
        int headersAsked;
        Optional<TipHeader> header = Optional.empty();
        CompletableFuture<BlockTemplate> unanswered = new CompletableFuture<>();

        @Override
        public CompletionStage<BlockTemplate> template() {
            asked++;
            if (silent) {
                unanswered = new CompletableFuture<>();
                return unanswered;
            }
            return answered(template);
        }

        /** Answers the question that was kept waiting. */
        void answer(BlockTemplate value) {
            unanswered.complete(value);
        }

        @Override
        public CompletionStage<BlockHash> bestBlock() {
            return answered(template.tip().prevHash());
        }

        @Override
        public CompletionStage<TipHeader> header(BlockHash block) {
            headersAsked++;
            return header.isPresent()
                    ? answered(header.get())
                    : CompletableFuture.failedStage(new NodeTrouble("the node knows no headers"));
        }

        private <T> CompletionStage<T> answered(T value) {
            return down
                    ? CompletableFuture.failedStage(new NodeTrouble("the node does not answer"))
                    : CompletableFuture.completedStage(value);
        }
    }

    /** A pool that keeps what it is asked until a test answers. */
    final class FakePool implements Upstream {

        record Asked(WorkRequest request, Consumer<WorkGrant> answer) {}

        final Deque<Asked> asked = new ArrayDeque<>();
        final List<ChainTip> tips = new ArrayList<>();
        private int slot;

        void grantAll(long session) {
            while (!asked.isEmpty()) {
                grant(asked.remove(), session);
            }
        }

        void grant(Asked one, long session) {
            CoinbaseOutputs outputs = one.request().outputs()
                    ? CandidateFixtures.payouts(1 + slot, 3)
                    : CoinbaseOutputs.NONE;
            one.answer().accept(new WorkGrant.Granted(session, slot, outputs));
            slot = (slot + 1) % 8;
        }

        @Override
        public void prepare(WorkRequest request, Consumer<WorkGrant> answer) {
            asked.add(new Asked(request, answer));
        }

        @Override
        public void newTip(ChainTip tip) {
            tips.add(tip);
        }

        @Override
        public void announce(BlockCandidate candidate) {
            announced.add(candidate);
        }

        @Override
        public Admission admit(AcceptedShare share, ShareLedger.Lane lane) {
            throw new AssertionError("the desk has no shares");
        }
    }

    /** Writes "new" behind work that voids what they had. */
    private final class Miners implements WorkListener {

        private @Nullable BlockCandidate last;

        @Override
        public void publish(BlockCandidate candidate) {
            published.add(candidate);
            boolean continues = last != null && candidate.continues(last);
            log.add("publish " + candidate.tip().height() + (continues ? "" : " new"));
            last = candidate;
        }

        @Override
        public void withhold(String why) {
            log.add("withhold: " + why);
            last = null;
        }
    }

    private final class Journal implements DeskJournal {

        @Override
        public void newTip(ChainTip tip) {
            log.add("- tip " + tip.height());
        }

        @Override
        public void nodeFailed(String why) {
            log.add("- node failed: " + why);
        }

        @Override
        public void nodeAnswered() {
            // Too often to be kept.
        }

        @Override
        public void poolReady(PoolTerms terms) {
            log.add("- pool ready " + terms.session());
        }

        @Override
        public void poolBack(Duration trial) {
            log.add("- pool back, on trial for " + trial.toSeconds() + " s");
        }

        @Override
        public void noPlace(String why) {
            log.add("- no place: " + why);
        }

        @Override
        public void goingSolo(String why) {
            log.add("- solo: " + why);
        }

        @Override
        public void withheld(String why) {
            log.add("- withheld");
        }
    }
}
