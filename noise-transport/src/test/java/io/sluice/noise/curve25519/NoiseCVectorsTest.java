package io.sluice.noise.curve25519;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.noise.cipher.SecretKey;
import io.sluice.noise.cipher.TransportCiphers;
import io.sluice.noise.handshake.Handshake.Conclusion;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

/** Every pattern with every hash, byte for byte as noise-c does it. */
class NoiseCVectorsTest {

    static Stream<JsonNode> handshakes() {
        return Vectors.cases("curve25519/handshakes.json", "handshakes");
    }

    @ParameterizedTest
    @MethodSource("handshakes")
    void both_ends_say_what_noise_c_says(JsonNode row) throws Exception {
        NoiseTerms terms = new NoiseTerms(
                HandshakePattern.named(row.required("pattern").textValue()).orElseThrow(),
                HandshakeHash.named(row.required("hash").textValue()).orElseThrow(), NoiseTerms.STRATUM_2);
        assertThat(terms.protocolName()).isEqualTo(row.required("name").textValue());
        Bytes serverKey = Bytes.of(Vectors.bytes(row, "responder_public"));
        Initiator25519 initiator = new Initiator25519(
                terms, secret(row, "initiator_static"), Optional.of(serverKey), replaying(row, "initiator_ephemeral"));
        Responder25519 responder = new Responder25519(
                terms, secret(row, "responder_static"), replaying(row, "responder_ephemeral"));

        List<Bytes> said = new ArrayList<>(List.of(initiator.opening()));
        Conclusion client;
        Conclusion server;
        if (responder.isLast()) {
            server = responder.conclude(initiator.opening());
            said.add(server.reply());
            client = initiator.conclude(server.reply());
        } else {
            said.add(responder.answer(initiator.opening()));
            client = initiator.conclude(said.getLast());
            said.add(client.reply());
            server = responder.conclude(client.reply());
        }
        assertThat(said).extracting(message -> message.slice(2, message.length()).toHex())
                .isEqualTo(texts(row.required("messages")));
        assertThat(sealed(client.ciphers())).isEqualTo(row.required("sealed_by_initiator").textValue());
        assertThat(sealed(server.ciphers())).isEqualTo(row.required("sealed_by_responder").textValue());
    }

    private static String sealed(TransportCiphers ciphers) {
        byte[] text = Bytes.utf8("a share").toArray();
        byte[] sealed = new byte[text.length + 16];
        ciphers.sending().seal(text, 0, text.length, sealed, 0);
        return Vectors.hex(sealed);
    }

    private static SecretKey secret(JsonNode row, String field) {
        return SecretKey.adopt(Vectors.bytes(row, field));
    }

    /** Chance that draws the recorded ephemeral key. */
    private static RandomGenerator replaying(JsonNode row, String field) {
        return new RandomGenerator() {
            @Override
            public void nextBytes(byte[] bytes) {
                System.arraycopy(Vectors.bytes(row, field), 0, bytes, 0, bytes.length);
            }

            @Override
            public long nextLong() {
                throw new AssertionError("only the ephemeral key is drawn");
            }
        };
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(item -> texts.add(item.textValue()));
        return texts;
    }
}
