package io.sluice.noise.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.curve25519.HandshakePattern;
import io.sluice.noise.curve25519.Initiator25519;
import io.sluice.noise.curve25519.NoiseTerms;
import io.sluice.noise.curve25519.Responder25519;
import io.sluice.noise.frame.FrameSealer;
import io.sluice.noise.handshake.Handshake.Conclusion;
import io.sluice.noise.netty.CloseReason.Kind;
import io.sluice.noise.netty.EmbeddedServer.Later;
import io.sluice.wire.FrameHeader;
import io.sluice.wire.FrameLimits;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.type.Bytes;

/** The server's end of a handshake in which the client has two messages to send. */
class ThreeMessagesTest {

    private static final NoiseTerms XX = NoiseTerms.usual(HandshakePattern.XX);
    private static final Sv2Frame FRAME = new Sv2Frame(new FrameHeader(0, true, 0x1b, 3), Bytes.hex("010203"));

    private final SplittableRandom random = new SplittableRandom(3);
    private final SecretKey serverSecret = secret();
    private final List<RecordingListener> listeners = new ArrayList<>();

    @Test
    void a_frame_right_behind_the_last_message_arrives_under_any_slicing() throws Exception {
        for (int slice = 1; slice <= 66 + 41; slice++) {
            EmbeddedChannel socket = accept(Runnable::run);
            Initiator25519 client = client();
            feedSliced(socket, client.opening(), slice);
            Conclusion conclusion = client.conclude(EmbeddedServer.written(socket));
            assertThat(listener().isOpen()).isFalse();
            feedSliced(socket, conclusion.reply()
                    .concat(Bytes.adopt(new FrameSealer(conclusion.ciphers().sending()).seal(FRAME))), slice);
            assertThat(listener().frames).as("in slices of %d bytes", slice).containsExactly(FRAME);
            assertThat(socket.isOpen()).isTrue();
        }
    }

    @Test
    void one_deadline_holds_for_both_messages() throws Exception {
        EmbeddedChannel socket = accept(Runnable::run);
        advance(socket, 9_000);
        EmbeddedServer.feed(socket, client().opening().toArray());
        assertThat(EmbeddedServer.written(socket).length()).isEqualTo(98);
        advance(socket, 999);
        EmbeddedServer.feed(socket, new byte[]{0, 0x40});
        assertThat(socket.isOpen()).isTrue();
        advance(socket, 1);
        assertThat(listener().ended()).isEqualTo(Kind.HANDSHAKE_TIMEOUT);
    }

    @Test
    void the_deadline_is_over_with_the_last_message() throws Exception {
        EmbeddedChannel socket = accept(Runnable::run);
        Initiator25519 client = client();
        EmbeddedServer.feed(socket, client.opening().toArray());
        EmbeddedServer.feed(socket, client.conclude(EmbeddedServer.written(socket)).reply().toArray());
        assertThat(listener().isOpen()).isTrue();
        advance(socket, 60_000);
        assertThat(socket.isOpen()).isTrue();
    }

    @Test
    void a_damaged_last_message_ends_the_connection() throws Exception {
        EmbeddedChannel socket = accept(Runnable::run);
        Initiator25519 client = client();
        EmbeddedServer.feed(socket, client.opening().toArray());
        byte[] spoiled = client.conclude(EmbeddedServer.written(socket)).reply().toArray();
        spoiled[20] ^= 4;
        EmbeddedServer.feed(socket, spoiled);
        assertThat(listener().ended()).isEqualTo(Kind.HANDSHAKE_FAILED);
        assertThat(listener().isOpen()).isFalse();
    }

    @Test
    void bytes_of_another_protocol_are_looked_for_in_the_first_message_alone() throws Exception {
        EmbeddedChannel socket = accept(Runnable::run);
        EmbeddedServer.feed(socket, client().opening().toArray());
        EmbeddedServer.feed(socket, Bytes.utf8("GET / HTTP/1.1\r\n").toArray());
        assertThat(socket.isOpen()).isTrue();
        EmbeddedServer.feed(accept(Runnable::run), Bytes.utf8("GET / HTTP/1.1\r\n").toArray());
        assertThat(listener().ended()).isEqualTo(Kind.FOREIGN);
    }

    @Test
    void who_leaves_while_the_first_message_is_digested_gets_no_answer() {
        Later later = new Later();
        EmbeddedChannel socket = accept(later);
        EmbeddedServer.feed(socket, client().opening().toArray());
        socket.close();
        later.runAll();
        socket.runPendingTasks();
        assertThat(EmbeddedServer.written(socket)).isEqualTo(Bytes.EMPTY);
        assertThat(listener().ended()).isEqualTo(Kind.LEFT_IN_HANDSHAKE);
    }

    @Test
    void a_first_message_that_is_digested_too_late_is_not_answered() {
        Later later = new Later();
        EmbeddedChannel socket = accept(later);
        EmbeddedServer.feed(socket, client().opening().toArray());
        advance(socket, 10_000);
        later.runAll();
        socket.runPendingTasks();
        assertThat(EmbeddedServer.written(socket)).isEqualTo(Bytes.EMPTY);
        assertThat(listener().ended()).isEqualTo(Kind.HANDSHAKE_TIMEOUT);
    }

    private EmbeddedChannel accept(Executor executor) {
        Sv2Server server = new Sv2Server(() -> new Responder25519(XX, serverSecret, random),
                FrameLimits.uniform(1000)::check, (remote, loop) -> {
                    listeners.add(new RecordingListener(remote, loop, (self, frame) -> {}));
                    return listeners.getLast();
                }, executor, PipeOptions.DEFAULT);
        EmbeddedChannel socket = new EmbeddedChannel();
        socket.freezeTime();
        socket.pipeline().addLast(server.initializer());
        return socket;
    }

    private Initiator25519 client() {
        return new Initiator25519(XX, secret(), Optional.of(Responder25519.publicKeyOf(serverSecret)), random);
    }

    private RecordingListener listener() {
        return listeners.getLast();
    }

    private static void feedSliced(EmbeddedChannel socket, Bytes content, int slice) {
        for (int from = 0; from < content.length(); from += slice) {
            EmbeddedServer.feed(socket, content.slice(from, Math.min(from + slice, content.length())).toArray());
        }
    }

    private static void advance(EmbeddedChannel socket, long millis) {
        socket.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        socket.runScheduledPendingTasks();
    }

    private SecretKey secret() {
        byte[] drawn = new byte[SecretKey.SIZE];
        random.nextBytes(drawn);
        return SecretKey.adopt(drawn);
    }
}
