package io.sluice.app.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.sluice.app.experiment.ExperimentMessage.SetupConnection;
import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.curve25519.HandshakeHash;
import io.sluice.noise.curve25519.HandshakePattern;
import io.sluice.noise.curve25519.Initiator25519;
import io.sluice.noise.curve25519.NoiseTerms;
import io.sluice.noise.curve25519.Responder25519;
import io.sluice.wire.type.Bytes;

/** Both ends of the experiment, wired together without a socket. */
class NoiseTalkTest {

    private static final NoiseTerms NX = NoiseTerms.usual(HandshakePattern.NX);
    private static final NoiseTerms XX = NoiseTerms.usual(HandshakePattern.XX);

    private final SplittableRandom random = new SplittableRandom(1);
    private final SecretKey serverSecret = secret();
    private final Bytes serverKey = Responder25519.publicKeyOf(serverSecret);
    private final SecretKey clientSecret = secret();
    private final List<String> serverSays = new ArrayList<>();
    private final List<String> clientSays = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(HandshakePattern.class)
    void a_client_is_welcomed_and_leaves(HandshakePattern pattern) {
        NoiseTerms terms = NoiseTerms.usual(pattern);
        assertThat(talk(terms, terms, 1000)).isEmpty();
        assertThat(clientSays).containsExactly("handshake complete, the server's key is " + serverKey.toHex(),
                "SetupConnection.Success: version 2, flags 0x00000000");
        String key = pattern == HandshakePattern.XX
                ? ", its static key is " + Responder25519.publicKeyOf(clientSecret).toHex()
                : "";
        assertThat(serverSays).containsExactly("embedded: handshake complete" + key,
                "embedded: SetupConnection: protocol 2, versions 2 to 2, vendor \"sluice\"",
                "embedded: is sent SetupConnection.Success, version 2", "embedded: left");
    }

    @Test
    void bytes_may_come_one_by_one() {
        assertThat(talk(XX, XX, 1)).isEmpty();
        assertThat(talk(NX, NX, 3)).isEmpty();
    }

    @Test
    void ends_that_disagree_part_with_a_sentence() {
        NoiseTerms otherHash = new NoiseTerms(HandshakePattern.NX, HandshakeHash.BLAKE2S, NX.prologue());
        NoiseTerms otherPrologue = new NoiseTerms(HandshakePattern.NX, HandshakeHash.SHA256, Bytes.utf8("x"));
        for (NoiseTerms server : List.of(XX, otherHash, otherPrologue)) {
            serverSays.clear();
            assertThat(talk(server, NX, 1000)).hasValueSatisfying(
                    why -> assertThat(why).contains("does not speak Noise_NX_25519_ChaChaPoly_SHA256"));
            if (server.pattern() == HandshakePattern.XX) {
                assertThat(serverSays)
                        .containsExactly("embedded: closed: the other end closed during the handshake; do both"
                                + " have the same pattern, hash and prologue?");
            }
        }
        assertThat(clientSays).isEmpty();
    }

    @Test
    void a_server_with_another_key_is_not_greeted() {
        EmbeddedChannel server = serve(XX);
        NoiseClient client = client(XX, Optional.of(Responder25519.publicKeyOf(secret())));
        join(new EmbeddedChannel(client), server, 1000);
        assertThat(outcome(client)).hasValueSatisfying(why -> assertThat(why).contains(serverKey.toHex()));
        assertThat(serverSays).noneMatch(line -> line.contains("SetupConnection"));
    }

    @Test
    void who_says_nothing_is_closed_after_ten_seconds() {
        EmbeddedChannel silent = serve(NX);
        advance(silent, 9);
        assertThat(silent.isOpen()).isTrue();
        advance(silent, 1);
        assertThat(silent.isOpen()).isFalse();
        assertThat(serverSays).containsExactly("embedded: closed: the other end has said too little for 10 s");
    }

    @Test
    void who_shakes_hands_and_says_nothing_more_is_closed_too() throws Exception {
        EmbeddedChannel server = serve(NX);
        advance(server, 9);
        shakeHands(server);
        advance(server, 1);
        assertThat(server.isOpen()).isFalse();
    }

    @Test
    void who_was_welcomed_may_be_silent() throws Exception {
        EmbeddedChannel server = serve(NX);
        shakeHands(server);
        feed(server, ExperimentCodec.write(new SetupConnection(0, 1, 3, Bytes.EMPTY)));
        advance(server, 3600);
        assertThat(server.isOpen()).isTrue();
        feed(server, Bytes.hex("0004" + "0001" + "10" + "00"));
        assertThat(serverSays.getLast()).isEqualTo("embedded: sent extension 1, type 0x10, which is passed over");
        assertThat(server.isOpen()).isTrue();
    }

    @Test
    void what_is_wrong_ends_the_connection_with_a_sentence() throws Exception {
        SetupConnection old = new SetupConnection(2, 1, 1, Bytes.EMPTY);
        SetupConnection good = new SetupConnection(2, 2, 2, Bytes.EMPTY);
        assertCloses(ExperimentCodec.write(old), "it does not speak version 2");
        assertCloses(ExperimentCodec.write(good).concat(ExperimentCodec.write(good)), "SetupConnection twice");
        assertCloses(Bytes.hex("0009" + "0000" + "01" + "0002" + "00000000"), "which servers send");
        assertCloses(Bytes.hex("0003" + "0001" + "10"), "before SetupConnection");
        assertCloses(Bytes.hex("ffff"), "a message of 65535 bytes is announced");
        assertCloses(Bytes.hex("0000"), "a message of 0 bytes is announced");
        assertCloses(Bytes.hex("0004" + "0000" + "00" + "02"), "truncated");
    }

    @Test
    void a_server_that_answers_something_else_is_told() throws Exception {
        NoiseClient client = client(NX, Optional.empty());
        EmbeddedChannel socket = new EmbeddedChannel(client);
        feed(socket, new Responder25519(NX, serverSecret, random).conclude(written(socket)).reply());
        feed(socket, Bytes.hex("0003" + "0000" + "02"));
        assertThat(outcome(client)).contains("the server answered something else than SetupConnection.Success");
    }

    @Test
    void a_server_that_closes_instead_of_answering_is_told() throws Exception {
        NoiseClient client = client(NX, Optional.empty());
        EmbeddedChannel socket = new EmbeddedChannel(client);
        feed(socket, new Responder25519(NX, serverSecret, random).conclude(written(socket)).reply());
        socket.close();
        assertThat(outcome(client)).contains("the server closed without an answer to SetupConnection");
    }

    private void assertCloses(Bytes sent, String why) throws Exception {
        EmbeddedChannel server = serve(NX);
        shakeHands(server);
        feed(server, sent);
        assertThat(server.isOpen()).as(why).isFalse();
        assertThat(serverSays.getLast()).startsWith("embedded: closed: ").contains(why);
    }

    /** A whole talk in slices of so many bytes; why the client was not taken. */
    private Optional<String> talk(NoiseTerms ofServer, NoiseTerms ofClient, int slice) {
        NoiseClient client = client(ofClient, Optional.of(serverKey));
        join(new EmbeddedChannel(client), serve(ofServer), slice);
        return outcome(client);
    }

    /** Carries bytes to and fro until nobody has anything to say; when one has closed, the other hears of it. */
    private static void join(EmbeddedChannel client, EmbeddedChannel server, int slice) {
        boolean moved = true;
        while (moved) {
            moved = carry(client, server, slice);
            moved |= carry(server, client, slice);
        }
        if (!client.isOpen()) {
            server.close();
        }
        if (!server.isOpen()) {
            client.close();
        }
    }

    private static boolean carry(EmbeddedChannel from, EmbeddedChannel to, int slice) {
        Bytes said = written(from);
        for (int at = 0; at < said.length() && to.isOpen(); at += slice) {
            feed(to, said.slice(at, Math.min(at + slice, said.length())));
        }
        return !said.isEmpty();
    }

    private void shakeHands(EmbeddedChannel server) throws Exception {
        Initiator25519 initiator = new Initiator25519(NX, clientSecret, Optional.of(serverKey), random);
        feed(server, initiator.opening());
        initiator.conclude(written(server));
    }

    private EmbeddedChannel serve(NoiseTerms terms) {
        EmbeddedChannel socket = new EmbeddedChannel();
        socket.freezeTime();
        socket.pipeline().addLast(new NoiseServer(terms, serverSecret, random, serverSays::add));
        return socket;
    }

    private NoiseClient client(NoiseTerms terms, Optional<Bytes> expected) {
        return new NoiseClient(terms, clientSecret, expected, random, clientSays::add);
    }

    private static Optional<String> outcome(NoiseClient client) {
        assertThat(client.outcome().toCompletableFuture()).isDone();
        return client.outcome().toCompletableFuture().join();
    }

    private static void advance(EmbeddedChannel socket, long seconds) {
        socket.advanceTimeBy(seconds, TimeUnit.SECONDS);
        socket.runScheduledPendingTasks();
    }

    private static void feed(EmbeddedChannel socket, Bytes content) {
        socket.writeInbound(Unpooled.wrappedBuffer(content.toArray()));
    }

    private static Bytes written(EmbeddedChannel socket) {
        Bytes all = Bytes.EMPTY;
        for (ByteBuf part = socket.readOutbound(); part != null; part = socket.readOutbound()) {
            byte[] content = new byte[part.readableBytes()];
            part.readBytes(content);
            part.release();
            all = all.concat(Bytes.adopt(content));
        }
        return all;
    }

    private SecretKey secret() {
        byte[] drawn = new byte[SecretKey.SIZE];
        random.nextBytes(drawn);
        return SecretKey.adopt(drawn);
    }
}
