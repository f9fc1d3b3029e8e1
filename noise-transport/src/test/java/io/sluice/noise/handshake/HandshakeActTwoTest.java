package io.sluice.noise.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.noise.cipher.XOnlyKey;
import io.sluice.noise.handshake.HandshakeFailure.Kind;
import io.sluice.noise.testing.RecordedHandshake;
import io.sluice.wire.type.Bytes;

/** What an initiator must refuse: the negative siblings of the recorded act two. */
class HandshakeActTwoTest {

    private static final String ALL = "io.sluice.noise.testing.RecordedHandshake#all";
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void the_parts_of_act_two_add_up_to_234_bytes() {
        assertThat(ActTwo.SIZE).isEqualTo(64 + 80 + 90);
        assertThat(ActOne.SIZE).isEqualTo(64);
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void one_flipped_bit_in_any_byte_is_noticed(RecordedHandshake recorded) {
        SplittableRandom random = new SplittableRandom(234);
        Bytes actTwo = recorded.hex("act2");
        for (int i = 0; i < actTwo.length(); i++) {
            byte[] spoiled = actTwo.toArray();
            spoiled[i] ^= (byte) (1 << random.nextInt(8));
            Initiator initiator = recorded.initiator();
            assertFails(Kind.DAMAGED, () -> initiator.conclude(Bytes.adopt(spoiled)));
        }
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void a_flipped_bit_in_act_one_leaves_the_two_ends_apart(RecordedHandshake recorded) {
        byte[] spoiled = recorded.hex("act1").toArray();
        spoiled[17] ^= 4;
        Bytes actTwo = recorded.responder().conclude(Bytes.adopt(spoiled)).reply();
        assertFails(Kind.DAMAGED, () -> recorded.initiator().conclude(actTwo));
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void another_authority_is_refused(RecordedHandshake recorded) {
        AuthorityKey other = AuthoritySecret.create(recorded.curve(), new SplittableRandom(9)).publicKey();
        Instant within = recorded.identity().certificate().validFrom();
        assertFails(Kind.WRONG_AUTHORITY, () -> recorded.initiator(other, within).conclude(recorded.hex("act2")));
    }

    @ParameterizedTest
    @MethodSource(ALL)
    void the_dates_hold_with_ten_seconds_of_tolerance(RecordedHandshake recorded) throws Exception {
        Certificate certificate = recorded.identity().certificate();
        Instant earliest = certificate.validFrom().minus(Certificate.CLOCK_TOLERANCE);
        Instant latest = certificate.notValidAfter().plus(Certificate.CLOCK_TOLERANCE);
        recorded.initiator(recorded.authority(), earliest).conclude(recorded.hex("act2"));
        recorded.initiator(recorded.authority(), latest).conclude(recorded.hex("act2"));
        assertFails(Kind.NOT_YET_VALID, () -> recorded.initiator(recorded.authority(), earliest.minus(SECOND))
                .conclude(recorded.hex("act2")));
        assertFails(Kind.EXPIRED, () -> recorded.initiator(recorded.authority(), latest.plus(SECOND))
                .conclude(recorded.hex("act2")));
    }

    @Test
    void a_certificate_of_an_unknown_version_is_refused() {
        RecordedHandshake recorded = RecordedHandshake.any();
        Certificate known = recorded.identity().certificate();
        Certificate newer = new Certificate(1, known.validFrom(), known.notValidAfter(), known.signature());
        assertFails(Kind.UNKNOWN_CERTIFICATE, () -> newer.check(recorded.curve(), recorded.authority(),
                new XOnlyKey(recorded.key("responder_static_x")), known.validFrom()));
    }

    @Test
    void an_act_of_another_length_is_a_mistake_of_the_caller() {
        RecordedHandshake recorded = RecordedHandshake.any();
        Bytes actTwo = recorded.hex("act2");
        for (int length = 0; length < actTwo.length(); length++) {
            Bytes cut = actTwo.slice(0, length);
            assertThatIllegalArgumentException().isThrownBy(() -> recorded.initiator().conclude(cut));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recorded.initiator().conclude(actTwo.concat(Bytes.of((byte) 0))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recorded.responder().conclude(recorded.hex("act1").slice(0, 63)));
    }

    private static void assertFails(Kind kind, ThrowingCallable action) {
        assertThatExceptionOfType(HandshakeFailure.class).isThrownBy(action)
                .satisfies(failure -> assertThat(failure.kind()).isEqualTo(kind));
    }
}
