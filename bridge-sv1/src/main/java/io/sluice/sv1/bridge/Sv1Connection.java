package io.sluice.sv1.bridge;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.sluice.mining.bitcoin.VersionMask;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.channel.ChannelTools;
import io.sluice.mining.channel.SubmitOutcome;
import io.sluice.mining.port.Conversation;
import io.sluice.mining.port.Effect;
import io.sluice.mining.port.MinerText;
import io.sluice.mining.port.MiningEvent;
import io.sluice.mining.share.RejectReason;
import io.sluice.mining.vardiff.ShareDifficulty;
import io.sluice.sv1.jsonrpc.Json;
import io.sluice.sv1.jsonrpc.Line;
import io.sluice.sv1.jsonrpc.Notification;
import io.sluice.sv1.jsonrpc.Request;
import io.sluice.sv1.jsonrpc.Response;
import io.sluice.sv1.message.Authorize;
import io.sluice.sv1.message.ClientMessage;
import io.sluice.sv1.message.Configure;
import io.sluice.sv1.message.ExtranonceSubscribe;
import io.sluice.sv1.message.InvalidParams;
import io.sluice.sv1.message.Ping;
import io.sluice.sv1.message.PingMiner;
import io.sluice.sv1.message.Pong;
import io.sluice.sv1.message.Refusal;
import io.sluice.sv1.message.Submit;
import io.sluice.sv1.message.Subscribe;
import io.sluice.sv1.message.SuggestDifficulty;
import io.sluice.sv1.message.UnknownMethod;

/**
 * The talk with one Stratum V1 miner.
 *
 * <pre>
 *             subscribe                 work
 *   NEW ------------------> WAITING ----------> MINING
 *                              |                  |
 *                              +---- withheld ----+----> hung up
 * </pre>
 *
 * Configure, authorize and suggestions may come at any point, before subscribe too. Nothing is ever said before the answer to
 * subscribe but answers: firmware that hears of a job before it knows its extranonce crashes.
 *
 * <p>Belongs to the loop of its connection.
 */
public final class Sv1Connection implements Conversation<Line, Line> {

    private static final String PROTOCOL = "SV1";
    private static final int MAX_SOFTWARE = 100;
    /** Oddities reported of one connection at most: a miner that is odd is odd all the time. */
    private static final int MAX_ODDITIES = 10;
    /** So many refusals without a good share between them are no bad luck. */
    private static final int MAX_REFUSALS = 1000;

    private final ChannelTools tools;
    private final Authorizer authorizer;
    private final WorkerNames workers = new WorkerNames();
    private final DifficultyWish wish = new DifficultyWish();
    private final Deadlines deadlines;
    private final VersionMask offeredMask;

    private VersionMask versionMask;
    private @Nullable BlockCandidate candidate;
    private @Nullable MinerWork mining;
    private long nextPingId = 1;
    private int oddities;
    private int refusals;
    private boolean announced;
    private @Nullable String hungUp;

    /** @param authorizer decides about names */
    public Sv1Connection(ChannelTools tools, Authorizer authorizer) {
        this.tools = tools;
        this.authorizer = authorizer;
        this.deadlines = new Deadlines(tools.ticker());
        // What holds on every job, whomever it is for: a miner is told once.
        this.offeredMask = VersionMask.BIP320.and(tools.network().poolVersionMask())
                .and(tools.network().soloVersionMask());
        this.versionMask = offeredMask;
    }

    @Override
    public List<Effect<Line>> received(Line line) {
        Effects out = new Effects();
        if (hungUp == null) {
            switch (line) {
                case Request request -> answer(request, out);
                case Notification notification -> hear(notification, out);
                case Response _ -> {
                    // An answer to a ping. That the miner is there is told by its shares.
                }
            }
        }
        return finish(out);
    }

    @Override
    public List<Effect<Line>> work(BlockCandidate next) {
        Effects out = new Effects();
        candidate = next;
        if (hungUp == null && mining != null) {
            mining.send(next, out);
        }
        return finish(out);
    }

    @Override
    public List<Effect<Line>> withheld(String why) {
        Effects out = new Effects();
        candidate = null;
        if (hungUp == null) {
            out.hangUp(why);
        }
        return finish(out);
    }

    @Override
    public List<Effect<Line>> tick() {
        Effects out = new Effects();
        if (hungUp == null) {
            Optional<String> reason = deadlines.reasonToGiveUp(!workers.isEmpty());
            if (reason.isPresent()) {
                out.hangUp(reason.get());
            } else if (mining != null) {
                mining.evaluate(out);
                if (!out.speaks() && deadlines.heartbeatIsDue()) {
                    out.say(new PingMiner(nextPingId++).toLine());
                }
            }
        }
        return finish(out);
    }

    @Override
    public List<Effect<Line>> closed() {
        Effects out = new Effects();
        if (announced && mining != null) {
            out.report(new MiningEvent.ChannelClosed(
                    mining.channelId(), workers.first(), hungUp == null ? "the miner left" : hungUp));
        }
        hungUp = "closed";
        mining = null;
        candidate = null;
        return out.inOrder();
    }

    private List<Effect<Line>> finish(Effects out) {
        if (out.speaks()) {
            deadlines.told();
        }
        out.hungUp().ifPresent(why -> hungUp = why);
        return out.inOrder();
    }

    private void answer(Request request, Effects out) {
        Json id = request.id();
        try {
            switch (ClientMessage.read(request.method(), request.params())) {
                case Configure configure -> out.say(Response.of(id, configure(configure)));
                case Subscribe subscribe -> subscribe(id, subscribe, out);
                case Authorize authorize -> authorize(id, authorize, out);
                case SuggestDifficulty(var difficulty) -> {
                    out.say(yes(id));
                    if (wish.suggest(difficulty)) {
                        followWish(out);
                    }
                }
                case ExtranonceSubscribe() -> out.say(yes(id));
                case Submit submit -> answerShare(id, judge(submit, out), out);
                case Ping() -> out.say(Response.of(id, Json.of("pong")));
                case Pong() -> {
                    // As a response.
                }
                case UnknownMethod(var method) -> {
                    odd("calls the unknown method " + MinerText.printable(method, MAX_SOFTWARE), out);
                    out.say(Refusal.METHOD_NOT_FOUND.answer(id));
                }
            }
        } catch (InvalidParams invalid) {
            odd(MinerText.printable(request.method(), MAX_SOFTWARE) + ": " + invalid.getMessage(), out);
            if (request.method().equals(Submit.METHOD)) {
                answerShare(id, Optional.of(standing().orElse(Refusal.INVALID_PARAMS)), out);
            } else {
                out.say(Refusal.INVALID_PARAMS.answer(id));
            }
        }
    }

    /** What has no id can not be answered. Of all calls only a share is worth something without an answer. */
    private void hear(Notification notification, Effects out) {
        if (notification.method().equals(Submit.METHOD)) {
            try {
                if (ClientMessage.read(notification.method(), notification.params()) instanceof Submit submit) {
                    judge(submit, out);
                    if (mining != null) {
                        mining.evaluate(out);
                    }
                }
            } catch (InvalidParams invalid) {
                odd(Submit.METHOD + ": " + invalid.getMessage(), out);
            }
        }
    }

    private Json configure(Configure configure) {
        VersionMask granted = offeredMask.and(configure.versionMask().orElse(offeredMask));
        if (configure.asksForVersionRolling()) {
            // A Bitaxe that is granted nothing rolls as before.
            versionMask = granted.equals(VersionMask.NONE) ? offeredMask : granted;
        }
        return configure.result(granted);
    }

    private void subscribe(Json id, Subscribe subscribe, Effects out) {
        MinerWork open = mining;
        if (open == null) {
            MinerFamily family = MinerFamily.of(subscribe.software());
            open = new MinerWork(tools, family, wished().orElse(family.start(tools.vardiff())), workers);
            mining = open;
            out.report(new MiningEvent.MinerIntroduced(
                    PROTOCOL, MinerText.printable(subscribe.software(), MAX_SOFTWARE)));
        }
        out.say(Response.of(id, open.subscription()));
        if (!open.repeat(out) && candidate != null) {
            open.send(candidate, out);
        }
        announce(out);
    }

    private void authorize(Json id, Authorize authorize, Effects out) {
        Optional<String> name = workers.fit(authorize.user()).filter(authorizer::admits);
        if (name.isEmpty()) {
            odd("wants to mine as " + MinerText.printable(authorize.user(), MAX_SOFTWARE) + ", who may not", out);
            out.say(Refusal.UNAUTHORIZED.answer(id));
            return;
        }
        workers.add(name.get());
        out.say(yes(id));
        announce(out);
        if (authorize.wish().isPresent() && wish.type(authorize.wish().get())) {
            followWish(out);
        }
    }

    /** A channel counts as opened once both are known, where shares come from and whose they are. */
    private void announce(Effects out) {
        if (!announced && mining != null && !workers.isEmpty()) {
            announced = true;
            out.report(new MiningEvent.ChannelOpened(
                    "extended", mining.channelId(), workers.first(), mining.target()));
        }
    }

    private void followWish(Effects out) {
        MinerWork open = mining;
        if (open != null) {
            wished().ifPresent(difficulty -> open.suggest(difficulty, out));
        }
    }

    private Optional<ShareDifficulty> wished() {
        return wish.current().map(difficulty -> DifficultyWish.nearest(tools.vardiff().one(), difficulty));
    }

    /** Why no share can count now, whatever it is. */
    private Optional<Refusal> standing() {
        if (mining == null) {
            return Optional.of(Refusal.NOT_SUBSCRIBED);
        }
        return workers.isEmpty() ? Optional.of(Refusal.UNAUTHORIZED) : Optional.empty();
    }

    /** Why the share does not count, if it does not. A block in it is on its way before anything else happens. */
    private Optional<Refusal> judge(Submit submit, Effects out) {
        MinerWork open = mining;
        if (open == null) {
            return standing();
        }
        String worker = workers.credited(submit.worker());
        SubmitOutcome outcome = open.judge(submit, versionMask, worker);
        outcome.block().ifPresent(out::submit);
        if (outcome.accepted()) {
            deadlines.shareFound();
            out.report(new MiningEvent.ShareTaken(open.channelId(), worker));
            return Optional.empty();
        }
        RejectReason reason = workers.isEmpty() ? RejectReason.UNAUTHORIZED : outcome.rejection().orElseThrow();
        out.report(new MiningEvent.ShareRefused(open.channelId(), worker, reason));
        return Optional.of(Refusal.of(reason));
    }

    private void answerShare(Json id, Optional<Refusal> refusal, Effects out) {
        Response answer = refusal.map(why -> why.answer(id)).orElse(yes(id));
        out.say(mining == null ? answer : answer.withPace(mining.family().paceOfAnswers()));
        if (refusal.isPresent()) {
            countRefusal(refusal.get(), out);
        } else {
            refusals = 0;
        }
        if (mining != null) {
            mining.evaluate(out);
        }
    }

    /** Late shares and our own lack of room are nobody's bad intent. */
    private void countRefusal(Refusal refusal, Effects out) {
        if (refusal != Refusal.STALE && refusal != Refusal.OTHER && ++refusals >= MAX_REFUSALS) {
            out.hangUp(MAX_REFUSALS + " shares in a row were refused, the last one as \"" + refusal.text() + "\"");
        }
    }

    private void odd(String what, Effects out) {
        if (oddities < MAX_ODDITIES) {
            oddities++;
            out.report(new MiningEvent.Oddity(PROTOCOL + " miner " + workers.first() + " " + what));
        }
    }

    private static Response yes(Json id) {
        return Response.of(id, Json.of(true));
    }
}
