package io.sluice.noise.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.noise.cipher.XOnlyKey;
import io.sluice.noise.testing.RecordedHandshake;
import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;

/** SV2 4.5: three handshakes of the reference implementation, replayed byte for byte on both curves. */
class HandshakeVectorsTest {

    private static final String ALL = "io.sluice.noise.testing.RecordedHandshake#all";

    @ParameterizedTest
    @MethodSource(ALL)
    void the_responder_answers_with_the_recorded_act_two(RecordedHandshake recorded) {
        Responder responder = recorded.responder();
        assertThat(responder.opening()).isEqualTo(Bytes.EMPTY);
        assertThat(responder.incomingLength()).isEqualTo(recorded.row().required("act1_length").intValue());
        assertThat(responder.conclude(recorded.hex("act1")).reply()).isEqualTo(recorded.hex("act2"));
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void the_initiator_opens_with_the_recorded_act_one_and_accepts_act_two(RecordedHandshake recorded)
            throws Exception {
        Initiator initiator = recorded.initiator();
        assertThat(initiator.opening()).isEqualTo(recorded.hex("act1"));
        assertThat(initiator.incomingLength()).isEqualTo(recorded.row().required("act2_length").intValue());
        assertThat(initiator.conclude(recorded.hex("act2")).reply()).isEqualTo(Bytes.EMPTY);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void the_recorded_certificate_is_made_again(RecordedHandshake recorded) {
        JsonNode certificate = recorded.row().required("certificate");
        Certificate signed = Certificate.sign(recorded.curve(), recorded.secret("authority_secret"),
                new XOnlyKey(recorded.key("responder_static_x")),
                Instant.ofEpochSecond(certificate.required("valid_from").longValue()),
                Instant.ofEpochSecond(certificate.required("not_valid_after").longValue()),
                Bytes.adopt(Vectors.bytes(certificate, "aux_rand")));
        assertThat(signed).isEqualTo(recorded.identity().certificate());
        assertThat(signed.toBytes()).isEqualTo(Bytes.adopt(Vectors.bytes(certificate, "signature_noise_message")));
        assertThat(signed.version()).isEqualTo(certificate.required("version").intValue());
    }
}
