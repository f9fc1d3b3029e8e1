package io.sluice.noise.curve25519;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.KeyFactory;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Optional;
import java.util.SplittableRandom;

import javax.crypto.KeyAgreement;

import org.junit.jupiter.api.Test;

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

/** The Curve25519 variant: our use of noise-java, against the JDK's X25519 under our own symmetric state. */
class Nx25519Test {

    private static final Sv2Frame FRAME = new Sv2Frame(new FrameHeader(0, true, 0x1b, 3), Bytes.hex("010203"));
    private static final Sv2Frame LONG_FRAME = new Sv2Frame(
            new FrameHeader(0, true, 0x1f, 70_000), Bytes.adopt(new byte[70_000]));

    private final SplittableRandom random = new SplittableRandom(25519);
    private final SecretKey serverSecret = secret(random);
    private final Bytes serverKey = Responder25519.publicKeyOf(serverSecret);

    @Test
    void the_messages_are_framed_with_big_endian_lengths() throws Exception {
        Initiator25519 initiator = new Initiator25519(Optional.of(serverKey), random);
        Responder25519 responder = new Responder25519(serverSecret, random);
        assertThat(initiator.opening().slice(0, 2)).isEqualTo(Bytes.hex("0020"));
        assertThat(initiator.opening().length()).isEqualTo(34).isEqualTo(responder.incomingLength());
        Bytes actTwo = responder.conclude(initiator.opening()).reply();
        assertThat(actTwo.slice(0, 2)).isEqualTo(Bytes.hex("0060"));
        assertThat(actTwo.length()).isEqualTo(98).isEqualTo(initiator.incomingLength());
    }

    @Test
    void sealed_frames_go_both_ways() throws Exception {
        Initiator25519 initiator = new Initiator25519(Optional.of(serverKey), random);
        Conclusion server = new Responder25519(serverSecret, random).conclude(initiator.opening());
        TransportCiphers client = initiator.conclude(server.reply()).ciphers();
        assertCarries(client, server.ciphers());
        assertCarries(server.ciphers(), client);
    }

    @Test
    void a_damaged_frame_is_noticed() throws Exception {
        Initiator25519 initiator = new Initiator25519(Optional.empty(), random);
        Conclusion server = new Responder25519(serverSecret, random).conclude(initiator.opening());
        TransportCiphers client = initiator.conclude(server.reply()).ciphers();
        byte[] wire = new FrameSealer(client.sending()).seal(FRAME);
        wire[7] ^= 1;
        FrameOpener opener = new FrameOpener(server.ciphers().receiving(), header -> {});
        assertThatExceptionOfType(FrameFailure.class).isThrownBy(() -> opener.next(ByteBuffer.wrap(wire)));
    }

    /** Another hand's client: the JDK multiplies, our symmetric state mixes. */
    @Test
    void noise_java_agrees_with_the_jdk_and_our_symmetric_state() throws Exception {
        SecretKey ephemeral = secret(random);
        Bytes ephemeralKey = Responder25519.publicKeyOf(ephemeral);
        Conclusion server = new Responder25519(serverSecret, random).conclude(Bytes.hex("0020").concat(ephemeralKey));

        SymmetricState state = new SymmetricState(
                Bytes.utf8("Noise_NX_25519_ChaChaPoly_SHA256"), Bytes.utf8("STRATUM/2"));
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
        Initiator25519 initiator = new Initiator25519(
                Optional.of(Responder25519.publicKeyOf(secret(random))), random);
        Bytes actTwo = new Responder25519(serverSecret, random).conclude(initiator.opening()).reply();
        assertFails(Kind.WRONG_AUTHORITY, () -> initiator.conclude(actTwo));
    }

    @Test
    void one_flipped_bit_in_any_byte_of_act_two_is_noticed() throws Exception {
        SplittableRandom bits = new SplittableRandom(98);
        for (int i = 0; i < 98; i++) {
            Initiator25519 initiator = new Initiator25519(Optional.empty(), random);
            byte[] spoiled = new Responder25519(serverSecret, random).conclude(initiator.opening()).reply().toArray();
            // The top bit of an X25519 key is ignored when multiplying, yet hashed: it is noticed all the same.
            spoiled[i] ^= (byte) (1 << bits.nextInt(8));
            assertFails(Kind.DAMAGED, () -> initiator.conclude(Bytes.adopt(spoiled)));
        }
    }

    @Test
    void a_first_message_of_another_length_is_refused() {
        Bytes actOne = new Initiator25519(Optional.empty(), random).opening();
        Bytes foreign = Bytes.hex("0040").concat(actOne.slice(2, 34));
        assertFails(Kind.DAMAGED, () -> new Responder25519(serverSecret, random).conclude(foreign));
    }

    private static void assertCarries(TransportCiphers from, TransportCiphers to) throws FrameFailure {
        FrameSealer sealer = new FrameSealer(from.sending());
        FrameOpener opener = new FrameOpener(to.receiving(), header -> {});
        assertThat(opener.next(ByteBuffer.wrap(sealer.seal(FRAME)))).contains(FRAME);
        assertThat(opener.next(ByteBuffer.wrap(sealer.seal(LONG_FRAME)))).contains(LONG_FRAME);
    }

    private static void assertFails(Kind kind, org.assertj.core.api.ThrowableAssert.ThrowingCallable action) {
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
