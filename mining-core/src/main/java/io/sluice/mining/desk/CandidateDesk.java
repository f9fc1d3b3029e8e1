package io.sluice.mining.desk;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.candidate.Birth;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.candidate.CoinbaseOutputs;
import io.sluice.mining.candidate.HeldWork;
import io.sluice.mining.port.PoolTerms;
import io.sluice.mining.port.TemplateSource;
import io.sluice.mining.port.Upstream;
import io.sluice.mining.port.Upstream.WorkGrant;
import io.sluice.mining.port.Upstream.WorkRequest;
import io.sluice.mining.port.WorkListener;
import io.sluice.mining.time.Ticker;

/**
 * Decides what is mined now: listens to the node and to the pool, makes candidates, and lets the miners go when there is nothing
 * good to mine.
 *
 * <p>A new block is answered twice: at once with everything to the pool script, and again when the pool has said whom to pay. An
 * update of the template is answered once, when it has. While the pool is away, miners stay at its work for a while, and a new block
 * is answered once, with everything to the pool script. Four things alone stop mining: no fresh work, the pool policy, a payout
 * mismatch, the operator.
 *
 * <p>Threading: everything runs on the desk's own executor; the public methods hand over to it and may be called on any thread.
 */
public final class CandidateDesk implements Upstream.Listener {

    private final DeskSettings settings;
    private final @Nullable Upstream upstream;
    private final WorkListener miners;
    private final DeskJournal journal;
    private final ScheduledExecutorService desk;
    private final Ticker ticker;
    private final NodeWatch watch;
    private final PoolStanding pool;
    private final CandidateMaker maker;
    private final NextBlock nextBlock;

    private @Nullable BlockTemplate template;
    private long templateSince;
    private @Nullable BlockCandidate current;
    private long currentSince;
    private boolean withheld;
    private boolean stopped;
    // Raised with each thing that makes an outstanding grant useless.
    private long round;

    /**
     * @param upstream absent under {@link DeskSettings.PoolPolicy#NEVER}
     * @param random for counters that must not begin where an earlier run began
     */
    public CandidateDesk(
            DeskSettings settings,
            TemplateSource node,
            Optional<Upstream> upstream,
            WorkListener miners,
            DeskJournal journal,
            ScheduledExecutorService desk,
            InstantSource clock,
            Ticker ticker,
            RandomGenerator random) {
        this.settings = settings;
        this.upstream = upstream.orElse(null);
        this.miners = miners;
        this.journal = journal;
        this.desk = desk;
        this.ticker = ticker;
        this.watch = new NodeWatch(settings, node, journal, desk, ticker,
                new NodeWatch.Listener() {
                    @Override
                    public void tip(ChainTip tip) {
                        moveTo(tip);
                    }

                    @Override
                    public void template(BlockTemplate fresh) {
                        take(fresh);
                    }
                });
        this.pool = new PoolStanding(settings, ticker);
        this.maker = new CandidateMaker(settings, clock, random);
        this.nextBlock = new NextBlock(settings, maker);
    }

    /** Begins: fetches a first template, and from then on watches the node. */
    public void start() {
        desk.execute(() -> {
            pool.begin();
            currentSince = ticker.nanos();
            watch.fetch();
        });
        lookLater();
    }

    /** The operator ends it: miners are let go, and nothing is published any more. Completes when the listener was told. */
    public CompletionStage<Void> stop(String why) {
        return CompletableFuture.runAsync(() -> {
            withhold(why);
            stopped = true;
            round++;
        }, desk);
    }

    /** Somebody says that there is a new block: ask the node now. */
    public void notifyBlock() {
        desk.execute(watch::notified);
    }

    @Override
    public void blockNotified() {
        notifyBlock();
    }

    @Override
    public void poolReady(PoolTerms terms) {
        desk.execute(() -> {
            if (!pool.ready(terms, isSolo(current))) {
                return;
            }
            if (pool.isThere()) {
                workForPool(terms);
            } else {
                journal.poolBack(settings.poolTrial());
            }
        });
    }

    @Override
    public void poolAway(String why) {
        desk.execute(() -> {
            if (pool.away(why)) {
                round++;
                if (!isSolo(current)) {
                    remake(false);
                }
            }
        });
    }

    private void lookLater() {
        desk.schedule(this::look, settings.poll().toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Once every poll interval. */
    private void look() {
        if (stopped) {
            return;
        }
        // First of all, so that nothing that goes wrong below can end the watch.
        lookLater();
        watch.look();
        mindPool();
        mindAge();
    }

    /** The node has a new best block; its template is on its way. */
    private void moveTo(ChainTip tip) {
        BlockTemplate before = template;
        if (stopped || before == null || !isFresh() || !settings.emptyWork().atTip(worksSolo())) {
            return;
        }
        nextBlock.on(tip, termsOfWork()).ifPresent(held -> {
            round++;
            if (upstream != null) {
                upstream.newTip(tip);
            }
            begin(held, tip, before.curTime() + TimeUnit.NANOSECONDS.toSeconds(ticker.nanos() - templateSince));
        });
    }

    private void take(BlockTemplate fresh) {
        BlockTemplate before = template;
        boolean newTip = before == null || !before.tip().sameParent(fresh.tip());
        template = fresh;
        templateSince = ticker.nanos();
        round++;
        if (newTip && upstream != null) {
            upstream.newTip(fresh.tip());
        }
        remake(newTip);
    }

    /** Makes work from what is known now. */
    private void remake(boolean urgent) {
        BlockTemplate now = template;
        if (stopped || now == null || !isFresh()) {
            return;
        }
        if (upstream == null || settings.policy() == DeskSettings.PoolPolicy.NEVER) {
            publishSolo(now);
        } else if (pool.isThere()) {
            if (urgent || firstOn(now)) {
                beginOn(now);
                ask(now, false);
            }
            ask(now, true);
        } else if (isSolo(current)) {
            publishSolo(now);
        } else if (isPoolWork(current) && firstOn(now)) {
            // The pool is away for a moment, and a new block has made what the miners have worthless. Work under the terms that it told
            // last counts if it comes back with the same; whatever else they could do would not count at all.
            ask(now, false);
        }
    }

    private void workForPool(PoolTerms terms) {
        round++;
        journal.poolReady(terms);
        remake(true);
    }

    private void ask(BlockTemplate now, boolean outputs) {
        PoolTerms terms = pool.terms().orElse(null);
        if (upstream == null || terms == null) {
            return;
        }
        long asked = round;
        boolean urgent = firstOn(now) || !outputs;
        upstream.prepare(
                new WorkRequest(now.tip(), now.coinbaseValue(), outputs, urgent),
                grant -> desk.execute(() -> granted(asked, now, terms, grant)));
    }

    private void granted(long asked, BlockTemplate now, PoolTerms terms, WorkGrant grant) {
        if (asked != round || upstream == null) {
            return;
        }
        switch (grant) {
            case WorkGrant.Granted(long session, int slot, CoinbaseOutputs outputs) -> {
                Birth birth = new Birth.Pool(session, slot, terms.minimum());
                announced(maker.pool(now, terms, birth, outputs, nextBlock.after(now, Optional.of(terms))));
                // Work is as old as its template, however lately the pool had it made anew.
                currentSince = templateSince;
            }
            case WorkGrant.Refused(String why) -> journal.noPlace(why);
        }
    }

    /** The template for the new block is there; before full work for it goes out, miners begin with what they hold. */
    private void beginOn(BlockTemplate now) {
        if (firstOn(now) && settings.emptyWork().atTemplate(worksSolo())) {
            nextBlock.on(now.tip(), termsOfWork()).filter(held -> held.isBorneOutBy(now))
                    .ifPresent(held -> begin(held, now.tip(), now.curTime()));
        }
    }

    private void begin(HeldWork held, ChainTip tip, long curTime) {
        long since = ticker.nanos();
        PoolTerms terms = termsOfWork().orElse(null);
        if (upstream == null || terms == null) {
            publish(maker.begin(held, tip, curTime, new Birth.Solo()));
            currentSince = since;
            return;
        }
        long asked = round;
        upstream.prepare(new WorkRequest(tip, held.value(), false, true), grant -> desk.execute(() -> {
            if (asked == round && grant instanceof WorkGrant.Granted granted) {
                announced(maker.begin(held, tip, curTime,
                        new Birth.Pool(granted.session(), granted.slot(), terms.minimum())));
                currentSince = since;
            }
        }));
    }

    /** The terms that work is made under now; empty for solo work. */
    private Optional<PoolTerms> termsOfWork() {
        return worksSolo() ? Optional.empty() : pool.terms();
    }

    private boolean worksSolo() {
        return upstream == null || settings.policy() == DeskSettings.PoolPolicy.NEVER
                || !pool.isThere() && isSolo(current);
    }

    private void publishSolo(BlockTemplate now) {
        publish(maker.solo(now, nextBlock.after(now, Optional.empty())));
        currentSince = templateSince;
    }

    private void announced(BlockCandidate made) {
        if (upstream != null) {
            upstream.announce(made);
        }
        publish(made);
    }

    private void publish(BlockCandidate candidate) {
        current = candidate;
        withheld = false;
        miners.publish(candidate);
    }

    private void withhold(String why) {
        if (!withheld) {
            withheld = true;
            current = null;
            journal.withheld(why);
            miners.withhold(why);
        }
    }

    /** What to do about a pool that stays away, or that has come back. */
    private void mindPool() {
        if (upstream == null) {
            return;
        }
        if (pool.hasProven(isSolo(current))) {
            pool.terms().ifPresent(this::workForPool);
            return;
        }
        BlockTemplate now = template;
        if (now != null && pool.isAwayTooLong() && !isSolo(current) && isFresh()) {
            withoutPool(now, "the pool is away for " + settings.poolPatience().toSeconds() + " s: " + pool.trouble());
        }
    }

    private void withoutPool(BlockTemplate now, String why) {
        round++;
        if (settings.policy() == DeskSettings.PoolPolicy.PREFER) {
            journal.goingSolo(why);
            publishSolo(now);
        } else {
            withhold(why);
        }
    }

    /** What to do about work that nobody renews. */
    private void mindAge() {
        Duration age = Duration.ofNanos(ticker.nanos() - currentSince);
        if (!withheld && age.compareTo(settings.maxWorkAge()) > 0) {
            withhold("no fresh work for " + age.toSeconds() + " s");
        }
    }

    /** Whether the node is known to have offered the template lately. */
    private boolean isFresh() {
        return ticker.nanos() - templateSince <= settings.maxWorkAge().toNanos();
    }

    private boolean firstOn(BlockTemplate now) {
        return current == null || !current.tip().sameParent(now.tip());
    }

    private static boolean isSolo(@Nullable BlockCandidate candidate) {
        return candidate != null && candidate.birth() instanceof Birth.Solo;
    }

    private static boolean isPoolWork(@Nullable BlockCandidate candidate) {
        return candidate != null && candidate.birth() instanceof Birth.Pool;
    }
}
