package io.sluice.simulation.miner;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

import io.netty.channel.embedded.EmbeddedChannel;
import org.jspecify.annotations.Nullable;

import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.port.Conversation;
import io.sluice.mining.port.Effect;
import io.sluice.mining.sv2.Sv2Connection;
import io.sluice.mining.sv2.Sv2Settings;
import io.sluice.mining.testing.Workshop;
import io.sluice.noise.handshake.RenewingIdentity;
import io.sluice.noise.handshake.Responder;
import io.sluice.noise.netty.FrameListener;
import io.sluice.noise.netty.FrameSink;
import io.sluice.noise.netty.PipeOptions;
import io.sluice.noise.netty.Sv2Server;
import io.sluice.simulation.miner.VirtualMiners.Protocol;
import io.sluice.sv1.bridge.Sv1Connection;
import io.sluice.sv1.jsonrpc.Line;
import io.sluice.sv1.netty.LineListener;
import io.sluice.sv1.netty.LineSink;
import io.sluice.sv1.netty.Sv1Options;
import io.sluice.sv1.netty.Sv1Server;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.mining.MiningProtocol;

/** The gateway's own servers and conversations at the other end of a yard's sockets; every share takes about 256 hashes. */
final class TrueGateway {

    private static final Duration STEP = Duration.ofMillis(100);

    final Workshop workshop = Workshop.ofFixedDifficulty();
    private final Yard yard;
    private final List<Pair> pairs = new ArrayList<>();
    private @Nullable BlockCandidate candidate;
    private int height = 800;

    /** One connection: its two ends, and the talk at the gateway's. */
    private static final class Pair {
        private final EmbeddedChannel miner;
        private final EmbeddedChannel server;
        private @Nullable Seat<?, ?> seat;

        Pair(EmbeddedChannel miner, EmbeddedChannel server) {
            this.miner = miner;
            this.server = server;
        }
    }

    /** Performs what a conversation wants. */
    private record Seat<I, O>(Conversation<I, O> talk, Consumer<O> send, Runnable flush, Consumer<String> close) {

        void perform(List<Effect<O>> effects) {
            for (Effect<O> effect : effects) {
                switch (effect) {
                    case Effect.Reply<O>(var message) -> send.accept(message);
                    case Effect.HangUp<O>(String why) -> close.accept(why);
                    case Effect.Report<O> _,Effect.SubmitBlock<O> _ -> {
                        // Not looked at here.
                    }
                }
            }
            flush.run();
        }
    }

    TrueGateway(Yard yard, Protocol protocol) {
        this.yard = yard;
        yard.door(socket -> {
            EmbeddedChannel server = new EmbeddedChannel();
            server.freezeTime();
            Pair pair = new Pair(socket, server);
            pairs.add(pair);
            switch (protocol) {
                case SV1 -> sv1(pair).accept(server);
                case SV2 -> sv2(pair).accept(server);
            }
        });
    }

    private Consumer<EmbeddedChannel> sv1(Pair pair) {
        Sv1Server server = new Sv1Server((_, _) -> new LineListener() {
            private @Nullable Seat<Line, Line> seat;

            @Override
            public void opened(LineSink sink) {
                Seat<Line, Line> made = new Seat<>(
                        new Sv1Connection(workshop.tools(), _ -> true), sink::send, sink::flush, sink::close);
                seat = made;
                sit(pair, made);
            }

            @Override
            public void received(Line line) {
                if (seat != null) {
                    seat.perform(seat.talk().received(line));
                }
            }

            @Override
            public void closed(io.sluice.sv1.netty.CloseReason reason) {}
        }, Sv1Options.DEFAULT);
        return socket -> socket.pipeline().addLast(server.initializer());
    }

    private Consumer<EmbeddedChannel> sv2(Pair pair) {
        RandomGenerator random = new SplittableRandom(11);
        RenewingIdentity identities = new RenewingIdentity(Yard.curve(), Yard.AUTHORITY, workshop.clock(), random);
        Sv2Server server = new Sv2Server(
                () -> new Responder(Yard.curve(), identities, random),
                MiningProtocol.FROM_CLIENT::check,
                (_, _) -> new FrameListener() {
                    private @Nullable Seat<Sv2Frame, Sv2Message> seat;

                    @Override
                    public void opened(FrameSink sink) {
                        Seat<Sv2Frame, Sv2Message> made = new Seat<>(
                                new Sv2Connection(Sv2Settings.DEFAULT, workshop.tools(), Optional.empty()),
                                message -> sink.send(Sv2Frame.of(message)), sink::flush, sink::close);
                        seat = made;
                        sit(pair, made);
                    }

                    @Override
                    public void frame(Sv2Frame frame) {
                        if (seat != null) {
                            seat.perform(seat.talk().received(frame));
                        }
                    }

                    @Override
                    public void closed(io.sluice.noise.netty.CloseReason reason) {}
                },
                Runnable::run,
                PipeOptions.DEFAULT);
        return socket -> socket.pipeline().addLast(server.initializer());
    }

    private void sit(Pair pair, Seat<?, ?> seat) {
        pair.seat = seat;
        if (candidate != null) {
            give(seat, candidate);
        }
    }

    /** Work on a block of its own. */
    void newBlock() {
        height++;
        giveNext();
    }

    /** Other work on the same block. */
    void update() {
        giveNext();
    }

    private void giveNext() {
        BlockCandidate next = workshop.poolWork(Workshop.tip(height, CompactTarget.fromDisplay("1d00ffff")),
                3 + pairs.size() + height);
        candidate = next;
        pairs.stream().filter(pair -> pair.seat != null && pair.server.isOpen()).forEach(pair -> give(pair.seat, next));
        pump();
    }

    private static <I, O> void give(Seat<I, O> seat, BlockCandidate next) {
        seat.perform(seat.talk().work(next));
    }

    /** There is no work any more. */
    void withhold() {
        candidate = null;
        pairs.forEach(pair -> {
            if (pair.seat != null) {
                withhold(pair.seat);
            }
        });
        pump();
    }

    private static <I, O> void withhold(Seat<I, O> seat) {
        seat.perform(seat.talk().withheld("a test"));
    }

    private static <I, O> void tick(Seat<I, O> seat) {
        seat.perform(seat.talk().tick());
    }

    void advanceSeconds(int seconds) {
        for (int second = 0; second < seconds; second++) {
            for (long millis = 0; millis < 1000; millis += STEP.toMillis()) {
                workshop.advanceMillis(STEP.toMillis());
                yard.loop.advance(STEP);
                pump();
                for (Pair pair : pairs) {
                    pair.server.advanceTimeBy(STEP.toMillis(), TimeUnit.MILLISECONDS);
                    pair.server.runScheduledPendingTasks();
                }
                pump();
            }
            pairs.stream().filter(pair -> pair.seat != null && pair.server.isOpen()).forEach(pair -> tick(pair.seat));
            pump();
        }
    }

    /** Carries bytes until neither end has any. */
    void pump() {
        for (Pair pair : List.copyOf(pairs)) {
            while (carry(pair.miner, pair.server) || carry(pair.server, pair.miner)) {
                // And once more.
            }
            if (!pair.miner.isOpen()) {
                pair.server.close();
            } else if (!pair.server.isOpen()) {
                pair.miner.close();
            }
        }
    }

    private static boolean carry(EmbeddedChannel from, EmbeddedChannel to) {
        Object bytes = from.readOutbound();
        if (bytes == null) {
            return false;
        }
        if (to.isOpen()) {
            to.writeInbound(bytes);
        }
        return true;
    }
}
