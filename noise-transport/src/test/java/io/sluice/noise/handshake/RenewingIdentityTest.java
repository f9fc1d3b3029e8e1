package io.sluice.noise.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.sluice.noise.cipher.BothCurves;
import io.sluice.noise.cipher.Secp256k1;

class RenewingIdentityTest {

    private static final Instant START = Instant.parse("2026-11-24T12:00:00.5Z");

    private final Secp256k1 curve = BothCurves.nativeCurve();
    private final AuthoritySecret authority = AuthoritySecret.create(curve, new SecureRandom());
    private Instant now = START;
    private final RenewingIdentity identities = new RenewingIdentity(curve, authority, () -> now, new SecureRandom());

    @Test
    void the_first_certificate_is_dated_back_a_day_and_lives_thirty() throws Exception {
        Certificate certificate = identities.current().certificate();
        assertThat(certificate.validFrom()).isEqualTo("2026-11-23T12:00:00Z");
        assertThat(certificate.notValidAfter()).isEqualTo("2026-12-24T12:00:00Z");
        certificate.check(curve, authority.publicKey(), curve.decode(identities.current().staticKey().publicKey()),
                now);
    }

    @Test
    void the_same_signature_serves_until_two_thirds_of_its_life() {
        Identity first = identities.current();
        now = START.plus(Duration.ofDays(20)).minusSeconds(1);
        assertThat(identities.current()).isSameAs(first);
        now = START.plus(Duration.ofDays(20));
        Identity second = identities.current();
        assertThat(second.certificate().notValidAfter()).isEqualTo("2027-01-13T12:00:00Z");
        assertThat(second.staticKey().publicKey()).isNotEqualTo(first.staticKey().publicKey());
        assertThat(identities.current()).isSameAs(second);
    }

    @Test
    void a_clock_that_jumps_back_before_the_certificate_gets_a_new_one() throws Exception {
        identities.current();
        now = START.minus(Duration.ofDays(2));
        Identity renewed = identities.current();
        renewed.certificate().check(curve, authority.publicKey(),
                curve.decode(renewed.staticKey().publicKey()), now);
    }

    @Test
    void a_board_that_boots_in_1970_still_has_an_identity() {
        now = Instant.ofEpochSecond(5);
        assertThat(identities.current().certificate().validFrom()).isEqualTo(Instant.EPOCH);
        now = START;
        assertThat(identities.current().certificate().validFrom()).isEqualTo("2026-11-23T12:00:00Z");
    }

    @Test
    void miners_that_know_the_authority_accept_it_before_and_after_a_renewal() throws Exception {
        for (int round = 0; round < 3; round++) {
            Initiator miner = new Initiator(curve, Optional.of(authority.publicKey()), () -> now, new SecureRandom());
            Responder server = new Responder(curve, identities, new SecureRandom());
            miner.conclude(server.conclude(miner.opening()).reply());
            now = now.plus(RenewingIdentity.RENEWED_AFTER);
        }
    }
}
