package io.sluice.noise.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Iterator;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.noise.testing.RecordedHandshake;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

/** Noise 5.2, against the values traced inside the reference implementation. */
class SymmetricStateTest {

    private static final Bytes PROTOCOL = Bytes.utf8("Noise_NX_Secp256k1+EllSwift_ChaChaPoly_SHA256");

    @ParameterizedTest
    @MethodSource("io.sluice.noise.testing.RecordedHandshake#all")
    void hash_and_chaining_key_are_the_recorded_ones_after_every_step(RecordedHandshake recorded) throws Exception {
        Secp256k1 curve = recorded.curve();
        EllSwiftKey clientEphemeral = new EllSwiftKey(recorded.key("initiator_ephemeral_ellswift"));
        EllSwiftKey serverEphemeral = new EllSwiftKey(recorded.key("responder_ephemeral_ellswift"));
        EllSwiftKey serverStatic = new EllSwiftKey(recorded.key("responder_static_ellswift"));
        Iterator<JsonNode> steps = recorded.row().required("steps").iterator();

        SymmetricState state = new SymmetricState(PROTOCOL, Bytes.EMPTY, ChaChaPoly::new);
        assertIs(state, steps.next());
        state.mixHash(clientEphemeral.encoding());
        assertIs(state, steps.next());
        assertThat(state.encryptAndHash(Bytes.EMPTY)).isEqualTo(Bytes.EMPTY);
        assertIs(state, steps.next());
        state.mixHash(serverEphemeral.encoding());
        assertIs(state, steps.next());

        JsonNode ee = steps.next();
        state.mixKey(secret(ee, curve.ecdh(Role.RESPONDER, clientEphemeral, serverEphemeral,
                recorded.secret("responder_ephemeral_secret"))));
        assertIs(state, ee);
        JsonNode sealedStatic = steps.next();
        assertThat(state.encryptAndHash(hex(sealedStatic, "plaintext"))).isEqualTo(hex(sealedStatic, "ciphertext"));
        assertIs(state, sealedStatic);
        JsonNode es = steps.next();
        state.mixKey(secret(es, curve.ecdh(Role.RESPONDER, clientEphemeral, serverStatic,
                recorded.secret("responder_static_secret"))));
        assertIs(state, es);
        JsonNode sealedCertificate = steps.next();
        assertThat(state.encryptAndHash(hex(sealedCertificate, "plaintext")))
                .isEqualTo(hex(sealedCertificate, "ciphertext"));
        assertIs(state, sealedCertificate);
        assertThat(steps).isExhausted();

        JsonNode transport = recorded.row().required("transport");
        assertSameKey(state.split(Role.INITIATOR), hex(transport, "k1_initiator_to_responder"),
                hex(transport, "k2_responder_to_initiator"));
    }

    @Test
    void the_split_is_turned_round_for_the_responder() throws Exception {
        TransportCiphers client = new SymmetricState(PROTOCOL, Bytes.EMPTY, ChaChaPoly::new).split(Role.INITIATOR);
        TransportCiphers server = new SymmetricState(PROTOCOL, Bytes.EMPTY, ChaChaPoly::new).split(Role.RESPONDER);
        byte[] sealed = new byte[17];
        client.sending().seal(new byte[]{7}, 0, 1, sealed, 0);
        byte[] opened = new byte[1];
        server.receiving().open(sealed, 0, 17, opened, 0);
        assertThat(opened).containsExactly(7);
        server.sending().seal(new byte[]{8}, 0, 1, sealed, 0);
        client.receiving().open(sealed, 0, 17, opened, 0);
        assertThat(opened).containsExactly(8);
    }

    @Test
    void a_text_sealed_after_another_history_does_not_open() {
        SymmetricState one = new SymmetricState(PROTOCOL, Bytes.EMPTY, ChaChaPoly::new);
        SymmetricState other = new SymmetricState(PROTOCOL, Bytes.utf8("another prologue"), ChaChaPoly::new);
        one.mixKey(SecretKey.of(new byte[32]));
        other.mixKey(SecretKey.of(new byte[32]));
        Bytes sealed = one.encryptAndHash(Bytes.utf8("text"));
        assertThatExceptionOfType(AuthenticationFailure.class).isThrownBy(() -> other.decryptAndHash(sealed));
    }

    @Test
    void a_mixed_secret_is_wiped() {
        SecretKey shared = SecretKey.of(new byte[32]);
        new SymmetricState(PROTOCOL, Bytes.EMPTY, ChaChaPoly::new).mixKey(shared);
        assertThatIllegalStateException().isThrownBy(shared::toArray);
    }

    private static void assertIs(SymmetricState state, JsonNode step) {
        assertThat(state.hash()).as("h after %s", step.path("step")).isEqualTo(hex(step, "h"));
        assertThat(state.chainingKey()).as("ck after %s", step.path("step")).isEqualTo(hex(step, "ck"));
    }

    private static SecretKey secret(JsonNode step, SecretKey computed) {
        assertThat(Bytes.adopt(computed.toArray())).isEqualTo(hex(step, "ecdh"));
        return computed;
    }

    /** Keys have no voice, so they are compared by what they seal. */
    private static void assertSameKey(TransportCiphers ciphers, Bytes sendingKey, Bytes receivingKey)
            throws AuthenticationFailure {
        byte[] ours = new byte[16];
        byte[] expected = new byte[16];
        ciphers.sending().seal(new byte[0], 0, 0, ours, 0);
        new CountingCipher(new ChaChaPoly(SecretKey.adopt(sendingKey.toArray()))).seal(new byte[0], 0, 0, expected, 0);
        assertThat(ours).isEqualTo(expected);
        new CountingCipher(new ChaChaPoly(SecretKey.adopt(receivingKey.toArray()))).seal(new byte[0], 0, 0, expected,
                0);
        ciphers.receiving().open(expected, 0, 16, new byte[0], 0);
    }

    private static Bytes hex(JsonNode owner, String field) {
        return Bytes.adopt(Vectors.bytes(owner, field));
    }
}
