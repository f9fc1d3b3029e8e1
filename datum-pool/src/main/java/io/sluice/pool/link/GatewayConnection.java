package io.sluice.pool.link;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sluice.datum.frame.DatumChannel;
import io.sluice.datum.frame.DatumFailure;
import io.sluice.datum.frame.ServerHandshake;
import io.sluice.datum.message.BlockNotify;
import io.sluice.datum.message.CoinbaserRequest;
import io.sluice.datum.message.DatumMessage;
import io.sluice.datum.message.DatumWriter;
import io.sluice.datum.message.Hello;
import io.sluice.datum.message.JobValidationReply;
import io.sluice.datum.message.MalformedDatumMessage;
import io.sluice.datum.message.Padding;
import io.sluice.datum.message.Ping;
import io.sluice.datum.message.PowSubmission;
import io.sluice.datum.message.ShareReason;
import io.sluice.datum.message.ShareResponse;
import io.sluice.pool.ledger.LedgerEntry;
import io.sluice.pool.share.Fault;
import io.sluice.pool.share.GatewayJobs;
import io.sluice.pool.share.Judgement;
import io.sluice.pool.share.Judgement.Verdict;
import io.sluice.pool.share.ShareJudge;
import io.sluice.pool.template.SolvedShares;
import io.sluice.wire.type.Bytes;

/**
 * The conversation with one gateway.
 *
 * <pre>
 *             HELLO opened and verified:
 *             response and configuration sent          closed, or {@link #farewell} says why it has to be
 *   GREETING ----------------------------> SERVING ----------------------------> OVER
 *       |                                                                         ^
 *       +---------- deadline, bad HELLO, no tip known yet ------------------------+
 * </pre>
 *
 * <p>Whoever owns the socket calls {@link #received} with bytes and {@link #tick} about once a second, then sends what is in
 * {@link #out}, then closes if there is a {@link #farewell}. Frames in {@code out} are whole, so that no header is ever sent
 * apart from its payload.
 *
 * <p>A gateway is hung up on when its bytes do not decrypt, when a message is malformed (there is no way to tell it), when it
 * asks too often, or when it sends many shares for which no work was done.
 *
 * <p>Threading: one thread; {@link #status} and {@link #hasWorked} from any.
 */
public final class GatewayConnection {

    private static final Logger LOG = LoggerFactory.getLogger("sluice.gateways");
    private static final Duration REFILL = Duration.ofSeconds(1);

    private final PoolParts pool;
    private final String peer;
    private final Instant since;
    private final long openedAt;
    private final ServerHandshake handshake;
    private final DatumWriter out = new DatumWriter();

    private final GatewayJobs jobs = new GatewayJobs();
    private final ShareJudge judge;
    private final SolvedShares solvedShares;
    private final Allowance coinbaserRequests;
    private final Allowance worthlessShares;

    private final LongAdder accepted = new LongAdder();
    private final LongAdder tentative = new LongAdder();
    private final LongAdder rejected = new LongAdder();

    private @Nullable DatumChannel channel;
    private volatile @Nullable Hello hello;
    private volatile boolean worked;
    private @Nullable String farewell;
    private long wroteAt;

    /**
     * A gateway has connected.
     *
     * @param peer its address, for people
     */
    public GatewayConnection(PoolParts pool, String peer) {
        this.pool = pool;
        this.peer = peer;
        this.since = pool.clock().instant();
        this.openedAt = pool.ticker().nanos();
        this.wroteAt = openedAt;
        this.handshake = new ServerHandshake(pool.crypto(), pool.keys(), pool.random(),
                Padding.random(pool.random()));
        this.judge = new ShareJudge(pool.rules(), pool.tips(), pool.payouts(), pool.seen(), pool.clock());
        this.solvedShares = new SolvedShares(pool.chain(), new LedgerBlockBooks(pool.ledger(), pool.clock()));
        this.coinbaserRequests = new Allowance(pool.limits().coinbaserRequests(), REFILL, openedAt);
        this.worthlessShares = new Allowance(pool.limits().worthlessShares(), REFILL, openedAt);
    }

    /** Frames to send; whoever sends them clears it. */
    public DatumWriter out() {
        return out;
    }

    /** Why the connection has to be closed, once it has to be. */
    public Optional<String> farewell() {
        return Optional.ofNullable(farewell);
    }

    /** Takes bytes as they came; all of them are used up, or the connection is over. */
    public void received(ByteBuffer bytes) {
        try {
            while (farewell == null) {
                DatumChannel open = channel;
                if (open == null) {
                    Optional<ServerHandshake.Greeting> greeting = handshake.next(bytes);
                    if (greeting.isEmpty()) {
                        return;
                    }
                    welcome(greeting.get());
                } else {
                    Optional<DatumMessage> message = open.next(bytes);
                    if (message.isEmpty()) {
                        return;
                    }
                    handle(open, message.get());
                }
            }
        } catch (DatumFailure | MalformedDatumMessage broken) {
            farewell = broken.getMessage();
        }
    }

    /** Time has passed: looks after the deadline of the handshake, and keeps the gateway from thinking us dead. */
    public void tick() {
        long now = pool.ticker().nanos();
        DatumChannel open = channel;
        if (open == null) {
            if (farewell == null && now - openedAt > pool.limits().handshake().toNanos()) {
                farewell = "No HELLO came within " + pool.limits().handshake().toSeconds() + " s.";
            }
        } else if (now - wroteAt >= pool.limits().keepAlive().toNanos()) {
            send(open, new Ping());
        }
    }

    /** There is a new block: tells the gateway to ask its node. */
    public void newBlock() {
        DatumChannel open = channel;
        if (open != null && farewell == null) {
            send(open, new BlockNotify());
        }
    }

    /** The socket is closed. */
    public void closed() {
        solvedShares.abandon();
    }

    /** Whether a share was taken; before that it may be anybody. */
    public boolean hasWorked() {
        return worked;
    }

    /** Who it is and how its shares fare. */
    public GatewayStatus status() {
        Hello known = hello;
        return new GatewayStatus(
                peer,
                known == null ? Bytes.EMPTY : known.longTerm().signing(),
                known == null ? "" : known.version(),
                since, accepted.sum(), tentative.sum(), rejected.sum());
    }

    private void welcome(ServerHandshake.Greeting greeting) {
        if (pool.tips().current().isEmpty()) {
            farewell = "The pool's node has not told a tip yet; the gateway will try again.";
            return;
        }
        hello = greeting.hello();
        DatumChannel open = greeting.respond(pool.messageOfTheDay(), out);
        channel = open;
        send(open, pool.rules().configuration());
        LOG.debug("{} at {} has shaken hands", greeting.hello().version(), peer);
    }

    private void handle(DatumChannel open, DatumMessage message) {
        switch (message) {
            case PowSubmission share -> handle(open, share);
            case CoinbaserRequest request -> {
                if (coinbaserRequests.take(pool.ticker().nanos())) {
                    send(open, pool.payouts().answer(request));
                } else {
                    farewell = "The gateway asks for payout lists all the time.";
                }
            }
            case JobValidationReply reply -> solvedShares.answered(reply);
            default -> LOG.debug("gateway at {} sent {}, which is ignored", peer, message);
        }
    }

    private void handle(DatumChannel open, PowSubmission share) {
        jobs.store(share);
        Judgement judgement = judge.judge(jobs, share);
        // First of all: a block waits for nothing.
        judgement.solved().flatMap(solvedShares::add).ifPresent(question -> send(open, question));
        send(open, answer(share, judgement));
        if (judgement.work().isEmpty() && !worthlessShares.take(pool.ticker().nanos())) {
            farewell = "The gateway sends shares without work all the time.";
        }
    }

    private ShareResponse answer(PowSubmission share, Judgement judgement) {
        if (judgement.verdict() instanceof Verdict.Rejected(Fault(ShareReason reason, String detail))) {
            LOG.debug("share of {} from {} rejected ({}): {}", share.username().toUtf8(), peer, reason, detail);
            rejected.increment();
            pool.ledger().record(new LedgerEntry.Refused(
                    share.username(), judgement.work().isPresent(), reason, pool.clock().instant()));
            return ShareResponse.rejected(share, reason);
        }
        if (!worked) {
            worked = true;
            GatewayStatus known = status();
            LOG.info("gateway {} at {} works for us with {}", known.identity(), peer, known.version());
        }
        boolean early = judgement.verdict() instanceof Verdict.Tentative;
        Hello known = hello;
        boolean recorded = known != null && pool.ledger().record(new LedgerEntry.Counted(
                share.username(), known.longTerm().signing(), known.version(), judgement.work().orElseThrow(), early,
                pool.clock().instant()));
        if (early || !recorded) {
            tentative.increment();
            return ShareResponse.tentative(share);
        }
        accepted.increment();
        return ShareResponse.accepted(share);
    }

    private void send(DatumChannel open, DatumMessage message) {
        open.write(message, out);
        wroteAt = pool.ticker().nanos();
    }
}
