package io.sluice.datum.testing;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.sluice.datum.crypto.CryptoChoice;
import io.sluice.datum.crypto.DatumCrypto;
import io.sluice.datum.crypto.KeySet;
import io.sluice.datum.crypto.PoolKeys;
import io.sluice.datum.frame.DatumChannel;
import io.sluice.datum.frame.DatumFailure;
import io.sluice.datum.frame.ServerHandshake;
import io.sluice.datum.link.PoolDialer;
import io.sluice.datum.link.PoolLine;
import io.sluice.datum.message.BlockNotify;
import io.sluice.datum.message.ClientConfiguration;
import io.sluice.datum.message.CoinbaserRequest;
import io.sluice.datum.message.CoinbaserResponse;
import io.sluice.datum.message.DatumMessage;
import io.sluice.datum.message.DatumWriter;
import io.sluice.datum.message.Hello;
import io.sluice.datum.message.JobValidationReply;
import io.sluice.datum.message.JobValidationRequest;
import io.sluice.datum.message.MalformedDatumMessage;
import io.sluice.datum.message.Padding;
import io.sluice.datum.message.Ping;
import io.sluice.datum.message.PoolInfo;
import io.sluice.datum.message.PowSubmission;
import io.sluice.datum.message.ShareReason;
import io.sluice.datum.message.ShareResponse;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.wire.type.Bytes;

/**
 * A pool without memory that does as it is told: it checks no work, only whether it was told about the job and the coinbase of a
 * share, and answers by script. It can be dialled in memory, or be put behind anything that carries bytes.
 *
 * <p>One thread, that of whoever uses it.
 */
public final class FakePool {

    /** How it meets a new connection. */
    public enum Manner {
        /** Answers the greeting and sends its configuration. */
        POLITE,
        /** Answers the greeting and sends no configuration. */
        UNCONFIGURED,
        /** Does not answer the greeting. */
        MUTE,
        /** Hangs up on the greeting. */
        RUDE,
        /** Answers the greeting with random bytes. */
        BABBLING,
        /** Has other keys than those it is known by. */
        IMPOSTOR,
        /** Knows the greeting's recipient, but signs with another key. */
        FORGER,
        /** Nobody takes the call. */
        AWAY
    }

    private static final DatumCrypto CRYPTO = CryptoChoice.make().crypto();

    private final Random random;
    private final KeySet longTerm;
    private final List<PowSubmission> shares = new ArrayList<>();
    private final List<CoinbaserRequest> questions = new ArrayList<>();
    private final List<JobValidationReply> replies = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private Manner manner = Manner.POLITE;
    private ClientConfiguration configuration = new ClientConfiguration(
            CandidateFixtures.POOL_SCRIPT, 222_806_238L, Bytes.utf8("TESTPOOL"), 1024);
    private Function<PowSubmission, Optional<ShareResponse>> judgement = share -> Optional
            .of(ShareResponse.accepted(share));
    private Function<CoinbaserRequest, Optional<CoinbaserResponse>> payouts = asked -> Optional
            .of(CoinbaserResponse.of(asked.value(), 7, List.of(new TxOutput(1000, CandidateFixtures.p2wpkh(1)))));
    private boolean roomForBytes = true;
    private long takes = Long.MAX_VALUE;
    private int calls;
    private @Nullable Visit visit;

    /** @param seed of its keys and of all its chances */
    public FakePool(long seed) {
        random = new Random(seed);
        longTerm = KeySet.random(CRYPTO, random);
    }

    /** The keys that it is known by. */
    public PoolKeys keys() {
        return new PoolKeys(longTerm.publicKeys());
    }

    /** How it meets the next connections. */
    public FakePool meets(Manner next) {
        manner = next;
        return this;
    }

    /** What it sends to the next connections. */
    public FakePool configuredWith(ClientConfiguration next) {
        configuration = next;
        return this;
    }

    public ClientConfiguration configuration() {
        return configuration;
    }

    /** Takes every share about whose job it has been told. */
    public FakePool acceptsAll() {
        return judgesBy(share -> Optional.of(ShareResponse.accepted(share)));
    }

    public FakePool rejectsAll(ShareReason reason) {
        return judgesBy(share -> Optional.of(ShareResponse.rejected(share, reason)));
    }

    /** Answers no share. */
    public FakePool judgesNothing() {
        return judgesBy(_ -> Optional.empty());
    }

    public FakePool judgesBy(Function<PowSubmission, Optional<ShareResponse>> next) {
        judgement = next;
        return this;
    }

    public FakePool paysBy(Function<CoinbaserRequest, Optional<CoinbaserResponse>> next) {
        payouts = next;
        return this;
    }

    /** Whether the line from the gateway has room. */
    public FakePool hasRoom(boolean room) {
        boolean more = room && !roomForBytes;
        roomForBytes = room;
        Visit now = visit;
        if (more && now != null && now.gateway != null) {
            now.gateway.writable();
        }
        return this;
    }

    /** How many more bytes the gateway's system takes; the rest jams on the gateway's side of the line. */
    public FakePool takesOnly(long more) {
        takes = more;
        Visit now = visit;
        if (now != null && now.line != null) {
            now.line.pump();
        }
        return this;
    }

    /** Changes its configuration and says so. */
    public void reconfigures(ClientConfiguration next) {
        configuration = next;
        sends(next);
    }

    public void notifiesBlock() {
        sends(new BlockNotify());
    }

    public void pings() {
        sends(new Ping());
    }

    public void says(String text) {
        sends(new PoolInfo(text));
    }

    /** Sends anything over the present connection, if there is one. */
    public void sends(DatumMessage message) {
        Visit now = visit;
        if (now != null && now.channel != null) {
            DatumWriter out = new DatumWriter();
            now.channel.write(message, out);
            now.transport.send(out.toBytes().toArray());
        }
    }

    /** Sends bytes that mean nothing. */
    public void babbles(int length) {
        Visit now = visit;
        if (now != null) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            now.transport.send(bytes);
        }
    }

    /** Hangs up. */
    public void hangsUp() {
        Visit now = visit;
        visit = null;
        if (now != null) {
            now.transport.close();
        }
    }

    public boolean isConnected() {
        return visit != null;
    }

    /** Every call, taken or not. */
    public int calls() {
        return calls;
    }

    /** Every share since the beginning. */
    public List<PowSubmission> shares() {
        return shares;
    }

    /** Every question whom to pay. */
    public List<CoinbaserRequest> questions() {
        return questions;
    }

    /** Every answer to a request to see a job. */
    public List<JobValidationReply> replies() {
        return replies;
    }

    /** What gateways did wrong. */
    public List<String> failures() {
        return failures;
    }

    /** Takes calls in memory; bytes arrive as tasks of {@code loop}. */
    public PoolDialer dialledOn(Executor loop) {
        return (_, _, gateway) -> {
            calls++;
            if (manner == Manner.AWAY) {
                loop.execute(() -> gateway.closed("connection refused"));
                return;
            }
            loop.execute(() -> gateway.opened(new MemoryLine(loop, gateway)));
        };
    }

    /** Greets a gateway at the other end of anything that carries bytes. */
    public Visit visitedThrough(Transport transport) {
        Visit next = new Visit(transport, null);
        visit = next;
        return next;
    }

    /** The way to a gateway. */
    public interface Transport {

        void send(byte[] bytes);

        void close();
    }

    /** One connection. */
    public final class Visit {

        private final Transport transport;
        private final PoolLine.@Nullable Listener gateway;
        private @Nullable MemoryLine line;
        private final ServerHandshake handshake;
        private final Map<Integer, Set<Integer>> toldCoinbases = new HashMap<>();
        private @Nullable DatumChannel channel;
        private @Nullable Hello hello;

        private Visit(Transport transport, PoolLine.@Nullable Listener gateway) {
            this.transport = transport;
            this.gateway = gateway;
            KeySet shown = manner == Manner.IMPOSTOR
                    ? KeySet.random(CRYPTO, random)
                    : manner == Manner.FORGER ? forger() : longTerm;
            this.handshake = new ServerHandshake(CRYPTO, shown, random, Padding.random(random));
        }

        /** Opens what is sealed to the pool, but signs with a key of its own. */
        private KeySet forger() {
            byte[] secrets = longTerm.exposeSecrets();
            byte[] others = KeySet.random(CRYPTO, random).exposeSecrets();
            System.arraycopy(others, 0, secrets, 0, DatumCrypto.KEY_SIZE);
            return KeySet.ofSecrets(CRYPTO, secrets);
        }

        /** What the gateway said about itself. */
        public Optional<Hello> hello() {
            return Optional.ofNullable(hello);
        }

        /** The gateway said something. */
        public void received(ByteBuffer bytes) {
            try {
                while (bytes.hasRemaining()) {
                    DatumChannel open = channel;
                    if (open == null) {
                        handshake.next(bytes).ifPresent(this::greet);
                    } else {
                        open.next(bytes).ifPresent(this::hear);
                    }
                }
            } catch (DatumFailure | MalformedDatumMessage failure) {
                failures.add(String.valueOf(failure.getMessage()));
                bytes.position(bytes.limit());
                closed();
                transport.close();
            }
        }

        /** The gateway hung up. */
        public void closed() {
            if (visit == this) {
                visit = null;
            }
        }

        private void greet(ServerHandshake.Greeting greeting) {
            hello = greeting.hello();
            switch (manner) {
                case MUTE, AWAY -> {}
                case RUDE -> hangsUp();
                case BABBLING -> babbles(400);
                case POLITE, UNCONFIGURED, IMPOSTOR, FORGER -> {
                    DatumWriter out = new DatumWriter();
                    channel = greeting.respond("Be welcome", out);
                    if (manner != Manner.UNCONFIGURED) {
                        channel.write(configuration, out);
                    }
                    transport.send(out.toBytes().toArray());
                }
            }
        }

        private void hear(DatumMessage message) {
            switch (message) {
                case PowSubmission share -> {
                    shares.add(share);
                    (knows(share) ? judgement.apply(share) : Optional.of(ignorance(share)))
                            .ifPresent(FakePool.this::sends);
                }
                case CoinbaserRequest asked -> {
                    questions.add(asked);
                    payouts.apply(asked).ifPresent(FakePool.this::sends);
                }
                case JobValidationReply reply -> replies.add(reply);
                default -> failures.add("a gateway sent " + message);
            }
        }

        private boolean knows(PowSubmission share) {
            share.job().ifPresent(_ -> toldCoinbases.put(share.slot(), new HashSet<>()));
            share.coinbase().ifPresent(told -> toldCoinbases.computeIfPresent(share.slot(), (_, ids) -> {
                ids.add(told.coinbaseId());
                return ids;
            }));
            Set<Integer> told = toldCoinbases.get(share.slot());
            return told != null && told.contains(share.coinbaseId());
        }

        private ShareResponse ignorance(PowSubmission share) {
            ShareReason reason = toldCoinbases.containsKey(share.slot())
                    ? ShareReason.COINBASE_MISSING
                    : ShareReason.BAD_JOB_ID;
            failures.add("share refused: " + reason);
            return ShareResponse.rejected(share, reason);
        }
    }

    /** A line whose both ends are in this process. */
    private final class MemoryLine implements PoolLine {

        private final Executor loop;
        private final Listener gateway;
        private final Visit ours;
        private final ByteArrayOutputStream jammed = new ByteArrayOutputStream();
        private long taken;
        private boolean over;

        MemoryLine(Executor loop, Listener gateway) {
            this.loop = loop;
            this.gateway = gateway;
            this.ours = new Visit(new Transport() {
                @Override
                public void send(byte[] bytes) {
                    loop.execute(() -> {
                        if (!over) {
                            gateway.received(ByteBuffer.wrap(bytes));
                        }
                    });
                }

                @Override
                public void close() {
                    end("the pool closed it");
                }
            }, gateway);
            ours.line = this;
            visit = ours;
        }

        @Override
        public void send(byte[] buffer, int length) {
            jammed.write(buffer, 0, length);
            pump();
        }

        private void pump() {
            byte[] all = jammed.toByteArray();
            int now = (int) Math.min(all.length, takes);
            if (over || now == 0) {
                return;
            }
            jammed.reset();
            jammed.write(all, now, all.length - now);
            takes -= takes == Long.MAX_VALUE ? 0 : now;
            taken += now;
            gateway.taken(taken);
            loop.execute(() -> {
                if (!over) {
                    ours.received(ByteBuffer.wrap(all, 0, now));
                }
            });
        }

        @Override
        public boolean isWritable() {
            return roomForBytes;
        }

        @Override
        public void close() {
            ours.closed();
            end("we closed it");
        }

        private void end(String why) {
            if (!over) {
                over = true;
                loop.execute(() -> gateway.closed(why));
            }
        }
    }

    /** A request to see a job, which the gateway answers into {@link #replies}. */
    public void asks(JobValidationRequest request) {
        sends(request);
    }
}
