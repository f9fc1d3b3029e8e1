package io.sluice.noise.curve25519;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.KeyFactory;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

import javax.crypto.KeyAgreement;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.noise.cipher.ChaChaPoly;
import io.sluice.noise.cipher.Role;
import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.cipher.SymmetricState;
import io.sluice.noise.cipher.TransportCiphers;
import io.sluice.noise.frame.FrameFailure;
import io.sluice.noise.frame.FrameOpener;
import io.sluice.noise.frame.FrameSealer;
import io.sluice.noise.handshake.Handshake.Conclusion;
import io.sluice.noise.handshake.HandshakeFailure;
import io.sluice.noise.handshake.HandshakeFailure.Kind;
import io.sluice.wire.FrameHeader;
import io.sluice.wire.Sv2Frame;
import io.sluice.wire.type.Bytes;

/**
 * Noise over Curve25519: our use of noise-java, both ends against each other in every pattern with every hash, and
 * against the JDK's X25519 under our own symmetric state.
 */
class Handshake25519Test {

    private static final Sv2Frame FRAME = new Sv2Frame(new FrameHeader(0, true, 0x1b, 3), Bytes.hex("010203"));
    private static final Sv2Frame LONG_FRAME = new Sv2Frame(
            new FrameHeader(0, true, 0x1f, 70_000), Bytes.adopt(new byte[70_000]));
    private static final NoiseTerms NX = NoiseTerms.usual(HandshakePattern.NX);
    private static final NoiseTerms XX = NoiseTerms.usual(HandshakePattern.XX);

    private final SplittableRandom random = new SplittableRandom(25519);
    private final SecretKey serverSecret = secret(random);
    private final Bytes serverKey = Responder25519.publicKeyOf(serverSecret);
    private final SecretKey clientSecret = secret(random);

    static Stream<NoiseTerms> everyTerms() {
        return Arrays.stream(HandshakePattern.values()).flatMap(pattern -> Arrays.stream(HandshakeHash.values())
                .map(hash -> new NoiseTerms(pattern, hash, NoiseTerms.STRATUM_2)));
    }

    @Test
    void the_experiments_protocols_are_the_usual_ones() {
        assertThat(NX.protocolName()).isEqualTo("Noise_NX_25519_ChaChaPoly_SHA256");
        assertThat(XX.protocolName()).isEqualTo("Noise_XX_25519_ChaChaPoly_BLAKE2s");
        assertThat(NX.prologue()).isEqualTo(XX.prologue()).isEqualTo(Bytes.utf8("STRATUM/2"));
    }

    @Test
    void patterns_and_hashes_are_known_by_their_names_in_either_case() {
        assertThat(HandshakePattern.named("xx")).contains(HandshakePattern.XX);
        assertThat(HandshakePattern.named("IK")).isEmpty();
        assertThat(HandshakeHash.named("blake2s")).contains(HandshakeHash.BLAKE2S);
        assertThat(HandshakeHash.named("BLAKE2b")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("everyTerms")
    void the_messages_are_framed_with_big_endian_lengths(NoiseTerms terms) throws Exception {
        Talk talk = new Talk(terms);
        assertThat(talk.messages.getFirst().slice(0, 2)).isEqualTo(Bytes.hex("0020"));
        assertThat(talk.messages.get(1).slice(0, 2)).isEqualTo(Bytes.hex("0060"));
        assertThat(talk.messages).extracting(Bytes::length).startsWith(34, 98);
        if (terms.pattern() == HandshakePattern.XX) {
            assertThat(talk.messages.get(2).slice(0, 2)).isEqualTo(Bytes.hex("0040"));
            assertThat(talk.messages.get(2).length()).isEqualTo(66);
        }
        assertThat(talk.messages).hasSize(terms.pattern() == HandshakePattern.XX ? 3 : 2);
    }

    @ParameterizedTest
    @MethodSource("everyTerms")
    void sealed_frames_go_both_ways(NoiseTerms terms) throws Exception {
        Talk talk = new Talk(terms);
        assertCarries(talk.client, talk.server);
        assertCarries(talk.server, talk.client);
    }

    @ParameterizedTest
    @MethodSource("everyTerms")
    void each_end_knows_the_other_by_the_key_it_showed(NoiseTerms terms) throws Exception {
        Talk talk = new Talk(terms);
        assertThat(talk.initiator.serverKey()).isEqualTo(serverKey);
        assertThat(talk.responder.clientKey()).isEqualTo(terms.pattern() == HandshakePattern.XX
                ? Responder25519.publicKeyOf(clientSecret)
                : Bytes.EMPTY);
    }

    @Test
    void a_damaged_frame_is_noticed() throws Exception {
        Talk talk = new Talk(NX);
        byte[] wire = new FrameSealer(talk.client.sending()).seal(FRAME);
        wire[7] ^= 1;
        FrameOpener opener = new FrameOpener(talk.server.receiving(), header -> {});
        assertThatExceptionOfType(FrameFailure.class).isThrownBy(() -> opener.next(ByteBuffer.wrap(wire)));
    }

    /** Another hand's client: the JDK multiplies, our symmetric state mixes. */
    @Test
    void noise_java_agrees_with_the_jdk_and_our_symmetric_state() throws Exception {
        SecretKey ephemeral = secret(random);
        Bytes ephemeralKey = Responder25519.publicKeyOf(ephemeral);
        Conclusion server = new Responder25519(NX, serverSecret, random)
                .conclude(Bytes.hex("0020").concat(ephemeralKey));

        SymmetricState state = new SymmetricState(Bytes.utf8(NX.protocolName()), NX.prologue(), ChaChaPoly::new);
        Bytes serverEphemeral = server.reply().slice(2, 34);
        state.mixHash(ephemeralKey);
        state.encryptAndHash(Bytes.EMPTY);
        state.mixHash(serverEphemeral);
        state.mixKey(x25519(ephemeral, serverEphemeral));
        Bytes serverStatic = state.decryptAndHash(server.reply().slice(34, 82));
        assertThat(serverStatic).isEqualTo(serverKey);
        state.mixKey(x25519(ephemeral, serverStatic));
        assertThat(state.decryptAndHash(server.reply().slice(82, 98))).isEqualTo(Bytes.EMPTY);
        TransportCiphers client = state.split(Role.INITIATOR);
        assertCarries(client, server.ciphers());
        assertCarries(server.ciphers(), client);
    }

    @Test
    void another_server_key_is_refused() throws Exception {
        for (NoiseTerms terms : List.of(NX, XX)) {
            Initiator25519 initiator = new Initiator25519(
                    terms, clientSecret, Optional.of(Responder25519.publicKeyOf(secret(random))), random);
            Bytes actTwo = actTwo(new Responder25519(terms, serverSecret, random), initiator.opening());
            assertFails(Kind.WRONG_AUTHORITY, () -> initiator.conclude(actTwo));
        }
    }

    @Test
    void ends_that_did_not_agree_beforehand_do_not_meet() throws Exception {
        NoiseTerms otherPrologue = new NoiseTerms(HandshakePattern.NX, HandshakeHash.SHA256, Bytes.utf8("STRATUM/1"));
        NoiseTerms otherHash = new NoiseTerms(HandshakePattern.NX, HandshakeHash.BLAKE2S, NoiseTerms.STRATUM_2);
        for (NoiseTerms server : List.of(XX, otherPrologue, otherHash)) {
            Initiator25519 initiator = initiator(NX);
            Bytes actTwo = actTwo(new Responder25519(server, serverSecret, random), initiator.opening());
            assertThatExceptionOfType(HandshakeFailure.class).isThrownBy(() -> initiator.conclude(actTwo))
                    .withMessageContaining("does not speak Noise_NX_25519_ChaChaPoly_SHA256 with our prologue");
        }
    }

    @Test
    void one_flipped_bit_in_any_byte_of_act_two_is_noticed() throws Exception {
        SplittableRandom bits = new SplittableRandom(98);
        for (int i = 0; i < 98; i++) {
            Initiator25519 initiator = initiator(NX);
            byte[] spoiled = actTwo(new Responder25519(NX, serverSecret, random), initiator.opening()).toArray();
            // The top bit of an X25519 key is ignored when multiplying, yet hashed: it is noticed all the same.
            spoiled[i] ^= (byte) (1 << bits.nextInt(8));
            assertFails(Kind.DAMAGED, () -> initiator.conclude(Bytes.adopt(spoiled)));
        }
    }

    @Test
    void one_flipped_bit_in_any_byte_of_act_three_is_noticed() throws Exception {
        SplittableRandom bits = new SplittableRandom(66);
        for (int i = 0; i < 66; i++) {
            Initiator25519 initiator = initiator(XX);
            Responder25519 responder = new Responder25519(XX, serverSecret, random);
            byte[] spoiled = initiator.conclude(responder.answer(initiator.opening())).reply().toArray();
            spoiled[i] ^= (byte) (1 << bits.nextInt(8));
            assertFails(Kind.DAMAGED, () -> responder.conclude(Bytes.adopt(spoiled)));
            assertThat(responder.clientKey()).isEqualTo(Bytes.EMPTY);
        }
    }

    @Test
    void keys_of_nobody_and_random_bytes_end_in_a_handshake_or_a_failure() {
        SplittableRandom noise = new SplittableRandom(34);
        for (int i = 0; i < 200; i++) {
            byte[] actOne = new byte[34];
            noise.nextBytes(actOne);
            if (i % 2 == 0) {
                actOne[0] = 0;
                actOne[1] = 0x20;
            }
            if (i == 0) {
                Arrays.fill(actOne, 2, 34, (byte) 0); // the key whose shared secrets are all zero
            }
            Responder25519 responder = new Responder25519(NX, serverSecret, random);
            try {
                assertThat(responder.conclude(Bytes.adopt(actOne)).reply().length()).isEqualTo(98);
            } catch (HandshakeFailure failure) {
                assertThat(failure.kind()).as("act one %d of seed 34", i).isEqualTo(Kind.DAMAGED);
            }
        }
    }

    @Test
    void a_first_message_of_another_length_is_refused() {
        Bytes actOne = initiator(NX).opening();
        Bytes foreign = Bytes.hex("0040").concat(actOne.slice(2, 34));
        assertFails(Kind.DAMAGED, () -> new Responder25519(NX, serverSecret, random).conclude(foreign));
        assertFails(Kind.DAMAGED, () -> new Responder25519(XX, serverSecret, random).answer(foreign));
    }

    @Test
    void only_a_server_of_xx_answers_in_between() throws Exception {
        Responder25519 nx = new Responder25519(NX, serverSecret, random);
        assertThat(nx.isLast()).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> nx.answer(initiator(NX).opening()));
        Responder25519 xx = new Responder25519(XX, serverSecret, random);
        assertThat(xx.isLast()).isFalse();
        assertThat(xx.incomingLength()).isEqualTo(34);
        xx.answer(initiator(XX).opening());
        assertThat(xx.isLast()).isTrue();
        assertThat(xx.incomingLength()).isEqualTo(66);
        assertThatIllegalStateException().isThrownBy(() -> xx.answer(initiator(XX).opening()));
    }

    /** A whole handshake between both our ends. */
    private final class Talk {

        private final Initiator25519 initiator;
        private final Responder25519 responder;
        private final List<Bytes> messages;
        private final TransportCiphers client;
        private final TransportCiphers server;

        private Talk(NoiseTerms terms) throws HandshakeFailure {
            initiator = new Initiator25519(terms, clientSecret, Optional.of(serverKey), random);
            responder = new Responder25519(terms, serverSecret, random);
            assertThat(responder.incomingLength()).isEqualTo(34);
            assertThat(initiator.incomingLength()).isEqualTo(98);
            Bytes actOne = initiator.opening();
            if (responder.isLast()) {
                Conclusion ofServer = responder.conclude(actOne);
                Conclusion ofClient = initiator.conclude(ofServer.reply());
                assertThat(ofClient.reply()).isEqualTo(Bytes.EMPTY);
                messages = List.of(actOne, ofServer.reply());
                client = ofClient.ciphers();
                server = ofServer.ciphers();
            } else {
                Bytes actTwo = responder.answer(actOne);
                Conclusion ofClient = initiator.conclude(actTwo);
                Conclusion ofServer = responder.conclude(ofClient.reply());
                assertThat(ofServer.reply()).isEqualTo(Bytes.EMPTY);
                messages = List.of(actOne, actTwo, ofClient.reply());
                client = ofClient.ciphers();
                server = ofServer.ciphers();
            }
        }
    }

    private Initiator25519 initiator(NoiseTerms terms) {
        return new Initiator25519(terms, clientSecret, Optional.empty(), random);
    }

    private static Bytes actTwo(Responder25519 responder, Bytes actOne) throws HandshakeFailure {
        return responder.isLast() ? responder.conclude(actOne).reply() : responder.answer(actOne);
    }

    private static void assertCarries(TransportCiphers from, TransportCiphers to) throws FrameFailure {
        FrameSealer sealer = new FrameSealer(from.sending());
        FrameOpener opener = new FrameOpener(to.receiving(), header -> {});
        assertThat(opener.next(ByteBuffer.wrap(sealer.seal(FRAME)))).contains(FRAME);
        assertThat(opener.next(ByteBuffer.wrap(sealer.seal(LONG_FRAME)))).contains(LONG_FRAME);
    }

    private static void assertFails(Kind kind, ThrowingCallable action) {
        assertThatExceptionOfType(HandshakeFailure.class).isThrownBy(action)
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(kind));
    }

    private static SecretKey secret(SplittableRandom random) {
        byte[] drawn = new byte[SecretKey.SIZE];
        random.nextBytes(drawn);
        return SecretKey.adopt(drawn);
    }

    private static SecretKey x25519(SecretKey ours, Bytes theirs) throws Exception {
        byte[] littleEndian = theirs.toArray();
        littleEndian[31] &= 0x7f;
        KeyFactory factory = KeyFactory.getInstance("X25519");
        KeyAgreement agreement = KeyAgreement.getInstance("X25519");
        agreement.init(factory.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, ours.toArray())));
        agreement.doPhase(factory.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519,
                new BigInteger(1, Bytes.of(littleEndian).reversed().toArray()))), true);
        return SecretKey.adopt(agreement.generateSecret());
    }
}
