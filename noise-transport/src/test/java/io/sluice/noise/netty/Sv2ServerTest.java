package io.sluice.noise.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;

import io.sluice.noise.cipher.ChaChaPoly;
import io.sluice.noise.cipher.CountingCipher;
import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.cipher.TransportCiphers;
import io.sluice.noise.frame.FrameSealer;
import io.sluice.noise.handshake.Handshake;
import io.sluice.noise.handshake.Initiator;
import io.sluice.noise.netty.CloseReason.Kind;
import io.sluice.noise.netty.EmbeddedServer.Later;
import io.sluice.noise.netty.EmbeddedServer.Peer;
import io.sluice.wire.FrameHeader;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.testing.SplitEverywhere;
import io.sluice.wire.type.Bytes;

/** The server's end, without a socket. */
class Sv2ServerTest {

    private final EmbeddedServer server = new EmbeddedServer();

    @Test
    void frames_go_both_ways_under_any_slicing() throws Exception {
        List<Sv2Frame> sent = List.of(frame(0), frame(41), frame(1000), frame(3));
        SplitEverywhere.inRandomSlices(new byte[64], 1, 8, actOneSlices -> {
            EmbeddedChannel socket = server.accept();
            Initiator initiator = server.initiator();
            Bytes actOne = initiator.opening();
            int at = 0;
            for (byte[] slice : actOneSlices) {
                assertThat(server.listener().isOpen()).isFalse();
                EmbeddedServer.feed(socket, actOne.slice(at, at + slice.length).toArray());
                at += slice.length;
            }
            Peer peer = new Peer(initiator.conclude(EmbeddedServer.written(socket)));
            Bytes stream = Bytes.EMPTY;
            for (Sv2Frame frame : sent) {
                stream = stream.concat(Bytes.adopt(peer.sealer.seal(frame)));
            }
            for (int from = 0; from < stream.length(); from += 37) {
                EmbeddedServer.feed(socket, stream.slice(from, Math.min(from + 37, stream.length())).toArray());
            }
            assertThat(server.listener().frames).isEqualTo(sent);

            sent.forEach(server.listener().sink()::send);
            assertThat(EmbeddedServer.written(socket)).isEqualTo(Bytes.EMPTY);
            server.listener().sink().flush();
            ByteBuffer inOneWrite = ByteBuffer.wrap(EmbeddedServer.written(socket).toArray());
            for (Sv2Frame frame : sent) {
                assertThat(peer.opener.next(inOneWrite)).contains(frame);
            }
            assertThat(EmbeddedServer.written(socket)).isEqualTo(Bytes.EMPTY);
            socket.close();
            assertThat(server.listener().ended()).isEqualTo(Kind.LEFT);
        });
        assertThat(server.server.counts().begun()).isEqualTo(8);
        assertThat(server.server.counts().opened()).isEqualTo(8);
        assertThat(server.server.counts().ended(Kind.LEFT)).isEqualTo(8);
    }

    @Test
    void the_listener_is_told_when_all_that_arrived_was_handed_over() throws Exception {
        EmbeddedChannel socket = server.accept();
        Peer peer = server.shakeHands(socket);
        int before = server.listener().readCompletes;
        EmbeddedServer.feed(socket,
                Bytes.of(peer.sealer.seal(frame(1))).concat(Bytes.of(peer.sealer.seal(frame(2)))).toArray());
        assertThat(server.listener().frames).hasSize(2);
        assertThat(server.listener().readCompletes).isEqualTo(before + 1);
    }

    @Test
    void a_connection_that_says_nothing_is_closed_after_ten_seconds_and_not_earlier() {
        EmbeddedChannel socket = server.accept();
        advance(socket, 9_999);
        assertThat(socket.isOpen()).isTrue();
        EmbeddedServer.feed(socket, new byte[63]);
        advance(socket, 1);
        assertThat(socket.isOpen()).isFalse();
        assertThat(server.listener().ended()).isEqualTo(Kind.HANDSHAKE_TIMEOUT);
    }

    @Test
    void the_deadline_is_over_once_the_handshake_is_done() throws Exception {
        EmbeddedChannel socket = server.accept();
        server.shakeHands(socket);
        advance(socket, 60_000);
        assertThat(socket.isOpen()).isTrue();
    }

    @Test
    void a_probe_that_closes_without_a_byte_is_silent() {
        server.accept().close();
        assertThat(server.listener().ended()).isEqualTo(Kind.SILENT);
        assertThat(server.listener().isOpen()).isFalse();
        assertThat(server.server.counts().ended(Kind.SILENT)).isEqualTo(1);
    }

    @Test
    void leaving_in_the_middle_of_the_handshake_is_told_apart() {
        EmbeddedChannel socket = server.accept();
        EmbeddedServer.feed(socket, new byte[10]);
        socket.close();
        assertThat(server.listener().ended()).isEqualTo(Kind.LEFT_IN_HANDSHAKE);
    }

    @Test
    void a_broken_network_is_told_without_the_calls_of_native_sockets() {
        EmbeddedChannel broken = server.accept();
        EmbeddedServer.feed(broken, new byte[1]);
        broken.pipeline().fireExceptionCaught(
                new IOException("recvAddress(..) failed with error(-104): Connection reset by peer"));
        assertThat(server.listener().reasons).containsExactly(new CloseReason(
                Kind.BROKEN, "the network broke the connection: Connection reset by peer"));

        EmbeddedChannel wordless = server.accept();
        EmbeddedServer.feed(wordless, new byte[1]);
        wordless.pipeline().fireExceptionCaught(new ClosedChannelException());
        assertThat(server.listener().reasons)
                .containsExactly(new CloseReason(Kind.BROKEN, "the network broke the connection"));
    }

    @Test
    void other_protocols_are_recognised_and_hear_nothing() {
        for (String first : List.of(
                "{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[]}\n", "{ \"id\": 1, \"method\"",
                "GET / HTTP/1.1\r\n\r\n", "POST /api HTTP/1.1\r\n", "PROXY TCP4 192.0.2.1")) {
            assertForeign(first.getBytes(StandardCharsets.US_ASCII));
        }
        assertForeign(Bytes.hex("160301020001000101fc0303").toArray());
        assertForeign(Bytes.hex("0d0a0d0a000d0a515549540a").toArray());
        assertForeign(Bytes.hex("000000280000000200020000000000").toArray());
    }

    private void assertForeign(byte[] first) {
        EmbeddedChannel socket = server.accept();
        EmbeddedServer.feed(socket, first);
        assertThat(server.listener().ended()).as(new String(first, StandardCharsets.US_ASCII)).isEqualTo(Kind.FOREIGN);
        assertThat(socket.isOpen()).isFalse();
        assertThat(EmbeddedServer.written(socket)).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void random_first_bytes_are_answered_and_what_follows_is_not_authentic() {
        Random random = new Random(64);
        for (int round = 0; round < 50; round++) {
            byte[] noise = new byte[64];
            random.nextBytes(noise);
            EmbeddedChannel socket = server.accept();
            EmbeddedServer.feed(socket, noise);
            assertThat(EmbeddedServer.written(socket).length()).isEqualTo(234);
            byte[] more = new byte[22];
            random.nextBytes(more);
            EmbeddedServer.feed(socket, more);
            assertThat(server.listener().ended()).isEqualTo(Kind.NOT_AUTHENTIC);
            assertThat(server.listener().frames).isEmpty();
            assertThat(EmbeddedServer.written(socket)).isEqualTo(Bytes.EMPTY);
        }
    }

    @Test
    void a_damaged_frame_ends_the_connection_without_an_answer() throws Exception {
        EmbeddedChannel socket = server.accept();
        Peer peer = server.shakeHands(socket);
        byte[] wire = peer.sealer.seal(frame(5));
        wire[30] ^= 1;
        EmbeddedServer.feed(socket, Bytes.of(wire).concat(Bytes.of(peer.sealer.seal(frame(6)))).toArray());
        assertThat(server.listener().frames).isEmpty();
        assertThat(server.listener().ended()).isEqualTo(Kind.NOT_AUTHENTIC);
        assertThat(socket.isOpen()).isFalse();
        assertThat(EmbeddedServer.written(socket)).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void a_header_that_announces_too_much_ends_the_connection() throws Exception {
        EmbeddedChannel socket = server.accept();
        Peer peer = server.shakeHands(socket);
        byte[] wire = peer.sealer.seal(frame(EmbeddedServer.MAX_PAYLOAD + 1));
        EmbeddedServer.feed(socket, Bytes.of(wire, 0, 22).toArray());
        assertThat(server.listener().ended()).isEqualTo(Kind.REFUSED);
        assertThat(server.listener().reasons.getFirst().detail()).contains("1001");
    }

    @Test
    void a_listener_can_refuse_a_header_that_the_server_lets_pass() throws Exception {
        EmbeddedChannel socket = server.accept();
        Peer peer = server.shakeHands(socket);
        server.listener().mayAnnounce = 20;
        EmbeddedServer.feed(socket, peer.sealer.seal(frame(20)));
        assertThat(server.listener().frames).containsExactly(frame(20));
        EmbeddedServer.feed(socket, Bytes.of(peer.sealer.seal(frame(21)), 0, 22).toArray());
        assertThat(server.listener().ended()).isEqualTo(Kind.REFUSED);
        assertThat(server.listener().reasons.getFirst().detail()).contains("21 bytes");
        assertThat(server.listener().frames).hasSize(1);
    }

    @Test
    void a_reader_that_stays_full_for_thirty_seconds_is_hung_up_on() throws Exception {
        EmbeddedChannel socket = server.accept();
        server.shakeHands(socket);
        writable(socket, false);
        assertThat(server.listener().sink().isWritable()).isFalse();
        advance(socket, 29_999);
        writable(socket, true);
        advance(socket, 60_000);
        assertThat(socket.isOpen()).isTrue();
        writable(socket, false);
        advance(socket, 30_000);
        assertThat(server.listener().ended()).isEqualTo(Kind.SLOW_READER);
        assertThat(server.listener().writability).containsExactly(false, true, false);
    }

    @Test
    void frames_that_came_right_behind_act_one_wait_for_the_handshake() {
        Later later = new Later();
        List<RecordingListener> listeners = new ArrayList<>();
        Sv2Server known = new Sv2Server(KnownKeys::new, header -> {}, (remote, loop) -> {
            listeners.add(new RecordingListener(remote, loop, (listener, frame) -> {}));
            return listeners.getLast();
        }, later, PipeOptions.DEFAULT);
        FrameSealer client = new FrameSealer(KnownKeys.cipher());
        Bytes early = Bytes.of(client.seal(frame(5))).concat(Bytes.of(client.seal(frame(6))));
        EmbeddedChannel socket = new EmbeddedChannel(known.initializer());
        EmbeddedServer.feed(socket, new byte[KnownKeys.INCOMING - 1]);
        EmbeddedServer.feed(socket, Bytes.of((byte) 0).concat(early.slice(0, 30)).toArray());
        EmbeddedServer.feed(socket, early.slice(30, early.length()).toArray());
        assertThat(socket.config().isAutoRead()).isFalse();
        assertThat(listeners.getFirst().frames).isEmpty();
        advance(socket, 60_000);
        assertThat(later.runAll()).isEqualTo(1);
        assertThat(EmbeddedServer.written(socket)).isEqualTo(KnownKeys.REPLY);
        assertThat(listeners.getFirst().frames).containsExactly(frame(5), frame(6));
        EmbeddedServer.feed(socket, client.seal(frame(7)));
        assertThat(listeners.getFirst().frames).hasSize(3);
    }

    @Test
    void a_handshake_that_throws_is_our_fault_and_ends_the_connection() {
        Sv2Server faulty = new Sv2Server(() -> new KnownKeys() {
            @Override
            public Conclusion conclude(Bytes incoming) {
                throw new AssertionError("planted by a test");
            }
        }, header -> {}, (remote, loop) -> new RecordingListener(remote, loop, (listener, frame) -> {}),
                Runnable::run, PipeOptions.DEFAULT);
        EmbeddedChannel socket = new EmbeddedChannel(faulty.initializer());
        EmbeddedServer.feed(socket, new byte[KnownKeys.INCOMING]);
        assertThat(socket.isOpen()).isFalse();
        assertThat(faulty.counts().ended(Kind.FAULT)).isEqualTo(1);
    }

    @Test
    void reading_goes_on_when_the_handshake_was_computed_elsewhere() throws Exception {
        Later later = new Later();
        EmbeddedServer slow = new EmbeddedServer(PipeOptions.DEFAULT, later, (listener, frame) -> {});
        EmbeddedChannel socket = slow.accept();
        Initiator initiator = slow.initiator();
        EmbeddedServer.feed(socket, initiator.opening().toArray());
        later.runAll();
        Peer peer = new Peer(initiator.conclude(EmbeddedServer.written(socket)));
        assertThat(socket.config().isAutoRead()).isTrue();
        EmbeddedServer.feed(socket, peer.sealer.seal(frame(9)));
        assertThat(slow.listener().frames).containsExactly(frame(9));
    }

    @Test
    void handshakes_under_way_are_bounded() {
        Later later = new Later();
        PipeOptions two = new PipeOptions(PipeOptions.DEFAULT.handshakeTimeout(),
                PipeOptions.DEFAULT.unwritableTimeout(), PipeOptions.DEFAULT.pauseAbove(),
                PipeOptions.DEFAULT.maxPendingBytes(), 2);
        EmbeddedServer busy = new EmbeddedServer(two, later, (listener, frame) -> {});
        List<EmbeddedChannel> sockets = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sockets.add(busy.accept());
            EmbeddedServer.feed(sockets.get(i), busy.initiator().opening().toArray());
        }
        assertThat(busy.listener().ended()).isEqualTo(Kind.BUSY);
        assertThat(later.runAll()).isEqualTo(2);
        assertThat(busy.listeners.get(0).isOpen()).isTrue();
        assertThat(busy.listeners.get(1).isOpen()).isTrue();
        EmbeddedServer.feed(busy.accept(), busy.initiator().opening().toArray());
        assertThat(later.runAll()).isEqualTo(1);
        assertThat(busy.listener().isOpen()).isTrue();
    }

    @Test
    void an_executor_that_refuses_counts_as_busy() {
        EmbeddedServer refusing = new EmbeddedServer(PipeOptions.DEFAULT, task -> {
            throw new RejectedExecutionException("shut down");
        }, (listener, frame) -> {});
        EmbeddedServer.feed(refusing.accept(), refusing.initiator().opening().toArray());
        assertThat(refusing.listener().ended()).isEqualTo(Kind.BUSY);
    }

    @Test
    void who_leaves_while_its_handshake_waits_costs_no_arithmetic() {
        Later later = new Later();
        List<RecordingListener> listeners = new ArrayList<>();
        AtomicInteger computed = new AtomicInteger();
        Sv2Server slow = new Sv2Server(() -> new KnownKeys() {
            @Override
            public Conclusion conclude(Bytes incoming) {
                computed.incrementAndGet();
                return super.conclude(incoming);
            }
        }, header -> {}, (remote, loop) -> {
            listeners.add(new RecordingListener(remote, loop, (listener, frame) -> {}));
            return listeners.getLast();
        }, later, PipeOptions.DEFAULT);
        EmbeddedChannel socket = new EmbeddedChannel(slow.initializer());
        EmbeddedServer.feed(socket, new byte[KnownKeys.INCOMING]);
        socket.close();
        assertThat(later.runAll()).isEqualTo(1);
        assertThat(computed).hasValue(0);
        assertThat(listeners.getFirst().ended()).isEqualTo(Kind.LEFT_IN_HANDSHAKE);
        assertThat(listeners.getFirst().isOpen()).isFalse();
    }

    @Test
    void closing_sends_what_was_sent_and_delivers_nothing_more() throws Exception {
        EmbeddedServer polite = new EmbeddedServer(PipeOptions.DEFAULT, Runnable::run, (listener, frame) -> {
            listener.sink().send(frame);
            listener.sink().close("enough");
        });
        EmbeddedChannel socket = polite.accept();
        Peer peer = polite.shakeHands(socket);
        EmbeddedServer.feed(socket,
                Bytes.of(peer.sealer.seal(frame(1))).concat(Bytes.of(peer.sealer.seal(frame(2)))).toArray());
        assertThat(polite.listener().frames).containsExactly(frame(1));
        assertThat(polite.listener().reasons).containsExactly(new CloseReason(Kind.OURS, "enough"));
        assertThat(peer.opener.next(ByteBuffer.wrap(EmbeddedServer.written(socket).toArray()))).contains(frame(1));
        polite.listener().sink().send(frame(3));
        polite.listener().sink().flush();
        polite.listener().sink().close("again");
        assertThat(EmbeddedServer.written(socket)).isEqualTo(Bytes.EMPTY);
        assertThat(polite.listener().reasons).hasSize(1);
    }

    @Test
    void a_listener_that_throws_ends_its_connection_as_our_fault() throws Exception {
        EmbeddedServer faulty = new EmbeddedServer(PipeOptions.DEFAULT, Runnable::run, (listener, frame) -> {
            throw new IllegalStateException("planted by a test");
        });
        EmbeddedChannel socket = faulty.accept();
        Peer peer = faulty.shakeHands(socket);
        EmbeddedServer.feed(socket, peer.sealer.seal(frame(1)));
        assertThat(faulty.listener().ended()).isEqualTo(Kind.FAULT);
        assertThat(socket.isOpen()).isFalse();
    }

    @Test
    void a_channel_that_is_open_already_can_be_made_a_pipe_under_another_address() throws Exception {
        EmbeddedChannel socket = new EmbeddedChannel();
        var told = InetSocketAddress.createUnresolved("miner.example", 1);
        server.server.install(socket, told);
        Peer peer = server.shakeHands(socket);
        EmbeddedServer.feed(socket, peer.sealer.seal(frame(4)));
        assertThat(server.listener().frames).containsExactly(frame(4));
        assertThat(server.listener().remote).isSameAs(told);
        assertThat(server.listener().sink().remoteAddress()).isSameAs(told);
    }

    @Test
    void our_client_and_our_server_understand_each_other() {
        EmbeddedChannel serverSocket = server.accept();
        RecordingListener client = new RecordingListener(
                serverSocket.localAddress(), serverSocket.eventLoop(), (listener, frame) -> {});
        EmbeddedChannel clientSocket = new EmbeddedChannel(
                new Sv2Client(server::initiator, header -> {}, Runnable::run, PipeOptions.DEFAULT).initializer(client));
        carry(clientSocket, serverSocket);
        carry(serverSocket, clientSocket);
        assertThat(client.isOpen()).isTrue();
        client.sink().send(frame(12));
        client.sink().flush();
        carry(clientSocket, serverSocket);
        assertThat(server.listener().frames).containsExactly(frame(12));
        server.listener().sink().send(frame(13));
        server.listener().sink().flush();
        carry(serverSocket, clientSocket);
        assertThat(client.frames).containsExactly(frame(13));
    }

    @Test
    void a_client_tells_why_it_does_not_trust_a_server() {
        EmbeddedServer other = new EmbeddedServer();
        EmbeddedChannel serverSocket = server.accept();
        RecordingListener client = new RecordingListener(
                serverSocket.localAddress(), serverSocket.eventLoop(), (listener, frame) -> {});
        EmbeddedChannel clientSocket = new EmbeddedChannel(
                new Sv2Client(other::initiator, header -> {}, Runnable::run, PipeOptions.DEFAULT).initializer(client));
        carry(clientSocket, serverSocket);
        carry(serverSocket, clientSocket);
        assertThat(client.ended()).isEqualTo(Kind.HANDSHAKE_FAILED);
        assertThat(client.reasons.getFirst().detail()).contains("not signed by " + other.authority.publicKey());
        assertThat(client.isOpen()).isFalse();
    }

    private static void carry(EmbeddedChannel from, EmbeddedChannel to) {
        EmbeddedServer.feed(to, EmbeddedServer.written(from).toArray());
    }

    private static void advance(EmbeddedChannel socket, long millis) {
        socket.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        socket.runScheduledPendingTasks();
    }

    private static void writable(EmbeddedChannel socket, boolean writable) {
        Optional.ofNullable(socket.unsafe().outboundBuffer()).orElseThrow().setUserDefinedWritability(1, writable);
        socket.runPendingTasks();
    }

    private static Sv2Frame frame(int length) {
        return new Sv2Frame(new FrameHeader(0, true, 0x1b, length), Bytes.hex("5a".repeat(length)));
    }

    /** A handshake whose keys the test knows beforehand, so that it can seal frames before the answer. */
    private static class KnownKeys implements Handshake {

        static final int INCOMING = 20;
        static final Bytes REPLY = Bytes.utf8("reply");

        @Override
        public Bytes opening() {
            return Bytes.EMPTY;
        }

        @Override
        public int incomingLength() {
            return INCOMING;
        }

        @Override
        public Conclusion conclude(Bytes incoming) {
            return new Conclusion(REPLY, new TransportCiphers(cipher(), cipher()));
        }

        static CountingCipher cipher() {
            return new CountingCipher(new ChaChaPoly(SecretKey.of(new byte[SecretKey.SIZE])));
        }
    }
}
