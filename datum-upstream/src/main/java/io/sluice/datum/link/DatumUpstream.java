package io.sluice.datum.link;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import io.sluice.datum.job.DatumJobTable;
import io.sluice.datum.message.ClientConfiguration;
import io.sluice.datum.message.JobValidationReply;
import io.sluice.datum.message.ShareReason;
import io.sluice.datum.message.ShareResponse;
import io.sluice.datum.message.ShortIds;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.ledger.ShareLedger;
import io.sluice.mining.port.SoloGate;
import io.sluice.mining.port.Upstream;
import io.sluice.mining.share.AcceptedShare;

/**
 * A DATUM pool as the kernel's {@link Upstream}.
 *
 * <p>Threading: public methods may be called on any thread. Everything mutable belongs to the loop of {@link LinkTools}, but for
 * the outbox and the two questions to the job table that are safe anywhere.
 */
public final class DatumUpstream implements Upstream {

    private final LinkSettings settings;
    private final LinkTools tools;
    private final LinkJournal journal;
    private final DatumJobTable jobs = new DatumJobTable();
    private final SoloGate local = new SoloGate();
    private final ShareOutbox outbox;
    private final PoolSession session;
    private final LinkKeeper keeper;
    private final ShareCourier courier;
    private final CoinbaserQueue coinbasers;
    private final PlaceFinder places;
    private final JobInspector inspector;
    private final LastSeconds ending;
    private final Throttle sayings;
    private final Throttle oddities;
    private final AtomicBoolean awake = new AtomicBoolean();

    private @Nullable Listener listener;
    private @Nullable LinkFault fault;
    private String away = "the pool has not been called yet";
    private String messageOfTheDay = "";
    private Instant since;
    private volatile LinkStatus status;

    /** @param lane the link's own lane of the ledger, made before those of the miners */
    public DatumUpstream(LinkSettings settings, LinkTools tools, Usernames usernames, PoolDialer dialer,
            ShareLedger.Lane lane, LinkJournal journal) {
        this.settings = settings;
        this.tools = tools;
        this.journal = journal;
        this.outbox = new ShareOutbox(settings.outbox());
        this.session = new PoolSession(jobs, tools.ticker());
        this.keeper = new LinkKeeper(settings, tools, dialer, journal, new Ear());
        this.courier = new ShareCourier(outbox, jobs, usernames, lane, keeper, journal, tools.ticker());
        this.coinbasers = new CoinbaserQueue(tools.ticker(), keeper::say, journal);
        this.places = new PlaceFinder(session, jobs, coinbasers, keeper, tools.ticker(), () -> away);
        this.ending = new LastSeconds(courier, keeper, tools, this::refreshStatus);
        this.inspector = new JobInspector(
                jobs, ShortIds.between(tools.longTerm().publicKeys(), settings.poolKeys().longTerm()));
        this.sayings = new Throttle(tools.ticker());
        this.oddities = new Throttle(tools.ticker());
        this.since = tools.clock().instant();
        this.status = newStatus(DatumState.DISCONNECTED);
    }

    /** Begins to call the pool. To be called once. */
    public void start(Listener whoHears) {
        tools.loop().execute(() -> {
            listener = whoHears;
            keeper.start();
        });
    }

    /** How the link stands. */
    public LinkStatus status() {
        return status;
    }

    @Override
    public Admission admit(AcceptedShare share, ShareLedger.Lane lane) {
        if (SoloGate.isLocal(share)) {
            return local.admit(share, lane);
        }
        if (!jobs.holds(share.job().candidate())) {
            return Admission.STALE;
        }
        return switch (outbox.offer(share, lane)) {
            case QUEUED -> {
                // One task at most is under way, however many shares come.
                if (awake.compareAndSet(false, true)) {
                    tools.loop().execute(this::wake);
                }
                yield Admission.ADMITTED;
            }
            case FULL -> Admission.OVERLOADED;
            case CLOSED -> Admission.STALE;
        };
    }

    @Override
    public void prepare(WorkRequest request, Consumer<WorkGrant> answer) {
        tools.loop().execute(() -> {
            session.askedOn(request.tip());
            // What was found on the jobs of before goes first, so that none of it loses its place while it waits.
            deliver();
            if (ending.hasBegun()) {
                answer.accept(new WorkGrant.Refused("the gateway is about to stop"));
            } else {
                places.grant(request, answer);
            }
        });
    }

    @Override
    public void newTip(ChainTip tip) {
        tools.loop().execute(() -> session.newTip(tip));
    }

    @Override
    public void announce(BlockCandidate candidate) {
        // At once, since its miners may be quicker than our loop.
        boolean bound = jobs.announce(candidate);
        tools.loop().execute(() -> {
            if (bound) {
                jobs.announced(candidate, tools.ticker().nanos());
            } else {
                odd(candidate + " came too late for its place at the pool; its shares are stale");
            }
        });
    }

    /**
     * The gateway is about to stop: takes no more shares, sends what waits, gives the pool 5 s to answer, and hangs up for good.
     *
     * @return complete when every share has its last fate; on the loop
     */
    public CompletionStage<Void> drain() {
        outbox.close();
        tools.loop().execute(() -> {
            ending.begin();
            deliver();
        });
        return ending.over();
    }

    private void wake() {
        awake.set(false);
        deliver();
    }

    private void deliver() {
        if (session.isSettled()) {
            courier.deliver();
        }
        while (keeper.isReady() && keeper.isWritable()) {
            Optional<JobValidationReply> reply = inspector.next();
            if (reply.isEmpty()) {
                break;
            }
            keeper.say(reply.get());
            keeper.flush();
        }
        ending.look();
    }

    private void configured(ClientConfiguration fresh) {
        if (!session.configured(fresh, keeper.calls())) {
            return;
        }
        session.terms().ifPresent(terms -> {
            journal.ready(terms);
            if (listener != null) {
                listener.poolReady(terms);
            }
        });
        deliver();
    }

    private void judged(ShareResponse response) {
        coinbasers.poolHasRead(courier.judged(response));
        if (response.status() != ShareResponse.Status.REJECTED) {
            keeper.shareAccepted();
        } else if (response.reasonCode() == ShareReason.BAD_COINBASER_ID.code()
                || response.reasonCode() == ShareReason.BAD_COINBASE_OUTPUTS.code()) {
            jobs.retireOlderThan(keeper.calls(), "the pool does not take work of an earlier connection");
        }
        deliver();
    }

    private void ended(LinkFault why) {
        fault = why;
        away = why.sentence();
        courier.disconnected(why.kind().words());
        coinbasers.clear();
        inspector.clear();
        session.disconnected();
        if (listener != null) {
            listener.poolAway(why.sentence());
        }
    }

    private void odd(String what) {
        if (oddities.lets()) {
            journal.oddity(what);
        }
    }

    private void said(String text) {
        if (!text.isEmpty() && sayings.lets()) {
            journal.poolSays(text);
        }
    }

    private void refreshStatus() {
        DatumState now = keeper.state();
        if (now != status.state()) {
            since = tools.clock().instant();
        }
        status = newStatus(now);
    }

    private LinkStatus newStatus(DatumState now) {
        return new LinkStatus(now, since, settings.address(), session.terms(), keeper.calls(),
                courier.counts(), Optional.ofNullable(fault), messageOfTheDay);
    }

    /** What the keeper of the connection tells us. */
    private final class Ear implements LinkKeeper.Owner {

        @Override
        public void happened(LinkEvent event) {
            switch (event) {
                case LinkEvent.Authenticated(String text) -> {
                    jobs.forgetTold();
                    messageOfTheDay = text;
                    said(text);
                }
                case LinkEvent.Configured(ClientConfiguration fresh) -> configured(fresh);
                case LinkEvent.Payouts(var response) -> {
                    if (!coinbasers.answered(response)) {
                        odd("the pool sent a payout list that nobody waits for");
                    }
                }
                case LinkEvent.Verdict(ShareResponse response) -> judged(response);
                case LinkEvent.Inspection(var request) -> {
                    if (!inspector.ask(request)) {
                        odd("the pool asks for more jobs than it reads");
                    }
                    deliver();
                }
                case LinkEvent.NewBlock() -> {
                    if (listener != null) {
                        listener.blockNotified();
                    }
                }
                case LinkEvent.Said(String text) -> said(text);
                case LinkEvent.Oddity(String what) -> odd(what);
                case LinkEvent.Ended(LinkFault why) -> ended(why);
            }
            refreshStatus();
        }

        @Override
        public void taken(long total) {
            courier.taken(total);
        }

        @Override
        public void writable() {
            deliver();
        }

        @Override
        public void ticked() {
            coinbasers.tick();
            if (keeper.isReady()) {
                session.tick();
            }
            deliver();
            courier.tick();
            keeper.flush();
            refreshStatus();
        }
    }
}
