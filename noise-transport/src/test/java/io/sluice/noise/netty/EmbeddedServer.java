package io.sluice.noise.netty;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;

import io.sluice.noise.cipher.BothCurves;
import io.sluice.noise.cipher.Secp256k1;
import io.sluice.noise.frame.FrameOpener;
import io.sluice.noise.frame.FrameSealer;
import io.sluice.noise.handshake.AuthoritySecret;
import io.sluice.noise.handshake.Handshake.Conclusion;
import io.sluice.noise.handshake.Initiator;
import io.sluice.noise.handshake.RenewingIdentity;
import io.sluice.noise.handshake.Responder;
import io.sluice.wire.FrameLimits;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.type.Bytes;

/** A server and one connection to it without a socket, with time that moves by hand. */
final class EmbeddedServer {

    static final int MAX_PAYLOAD = 1000;

    private static final Secp256k1 CURVE = BothCurves.nativeCurve();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final InstantSource CLOCK = InstantSource.system();

    final AuthoritySecret authority = AuthoritySecret.create(CURVE, RANDOM);
    final List<RecordingListener> listeners = new ArrayList<>();
    final Sv2Server server;

    EmbeddedServer(PipeOptions options, Executor executor, BiConsumer<RecordingListener, Sv2Frame> onFrame) {
        RenewingIdentity identities = new RenewingIdentity(CURVE, authority, CLOCK, RANDOM);
        server = new Sv2Server(() -> new Responder(CURVE, identities, RANDOM),
                FrameLimits.uniform(MAX_PAYLOAD)::check, (remote, loop) -> {
                    RecordingListener listener = new RecordingListener(remote, loop, onFrame);
                    listeners.add(listener);
                    return listener;
                }, executor, options);
    }

    EmbeddedServer() {
        this(PipeOptions.DEFAULT, Runnable::run, (listener, frame) -> {});
    }

    /** A new connection; its time stands still until it is advanced. */
    EmbeddedChannel accept() {
        EmbeddedChannel socket = new EmbeddedChannel();
        socket.freezeTime();
        socket.pipeline().addLast(server.initializer());
        return socket;
    }

    RecordingListener listener() {
        return listeners.getLast();
    }

    Initiator initiator() {
        return new Initiator(CURVE, Optional.of(authority.publicKey()), CLOCK, RANDOM);
    }

    /** Shakes hands over {@code socket}. */
    Peer shakeHands(EmbeddedChannel socket) throws Exception {
        Initiator initiator = initiator();
        feed(socket, initiator.opening().toArray());
        return new Peer(initiator.conclude(written(socket)));
    }

    static void feed(EmbeddedChannel socket, byte[] bytes) {
        socket.writeInbound(Unpooled.wrappedBuffer(bytes));
    }

    /** What was written in one go. */
    static Bytes written(EmbeddedChannel socket) {
        ByteBuf buffer = socket.readOutbound();
        if (buffer == null) {
            return Bytes.EMPTY;
        }
        byte[] content = new byte[buffer.readableBytes()];
        buffer.readBytes(content);
        buffer.release();
        return Bytes.adopt(content);
    }

    /** The client's ciphers. */
    static final class Peer {

        final FrameSealer sealer;
        final FrameOpener opener;

        Peer(Conclusion conclusion) {
            sealer = new FrameSealer(conclusion.ciphers().sending());
            opener = new FrameOpener(conclusion.ciphers().receiving(), header -> {});
        }
    }

    /** An executor that works when told to. */
    static final class Later implements Executor {

        private final Queue<Runnable> tasks = new ArrayDeque<>();

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        int runAll() {
            int count = 0;
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
                count++;
            }
            return count;
        }
    }
}
