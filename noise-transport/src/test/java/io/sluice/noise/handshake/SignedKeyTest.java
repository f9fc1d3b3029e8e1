package io.sluice.noise.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.sluice.noise.cipher.BothCurves;
import io.sluice.noise.cipher.Secp256k1;
import io.sluice.noise.cipher.XOnlyKey;

/** Certificates as files. */
class SignedKeyTest {

    private static final Instant FROM = Instant.parse("2026-11-24T00:00:00Z");

    private final Secp256k1 curve = BothCurves.nativeCurve();
    private final SecureRandom random = new SecureRandom();
    private final AuthoritySecret authority = AuthoritySecret.create(curve, random);
    private final XOnlyKey servingKey = curve.publicKeyOf(curve.createSecret(random));
    private final SignedKey signed = new SignedKey(authority.publicKey(), servingKey, Certificate.sign(
            curve, authority.secret(), servingKey, FROM, FROM.plus(Duration.ofDays(90)), random));

    @Test
    void what_was_written_can_be_read() throws Exception {
        assertThat(SignedKey.parse(signed.toText(), curve)).isEqualTo(signed);
        assertThat(signed.toText().lines()).satisfiesExactly(
                line -> assertThat(line).contains("to 2027-02-22T00:00:00Z").contains("Not secret"),
                line -> assertThat(line).isEqualTo("authority = " + authority.publicKey()),
                line -> assertThat(line).isEqualTo("serving_key = " + servingKey.x().toHex()),
                line -> assertThat(line).hasSize("certificate = ".length() + 148));
    }

    @Test
    void remarks_blanks_and_other_line_ends_do_not_matter() throws Exception {
        String text = "\r\n" + signed.toText().replace(" = ", "=").replace("\n", "  \r\n") + "# the end";
        assertThat(SignedKey.parse(text, curve)).isEqualTo(signed);
    }

    @Test
    void a_changed_digit_in_any_line_is_noticed() {
        Random chance = new Random(74);
        String text = signed.toText();
        int begin = text.indexOf("\n") + 1;
        for (int round = 0; round < 200; round++) {
            int at = chance.nextInt(begin, text.length());
            if (!Character.isLetterOrDigit(text.charAt(at))) {
                continue;
            }
            char other = text.charAt(at) == '7' ? '8' : '7';
            String spoiled = text.substring(0, at) + other + text.substring(at + 1);
            assertThatExceptionOfType(MalformedKey.class).as("seed 74, character %d", at)
                    .isThrownBy(() -> SignedKey.parse(spoiled, curve));
        }
    }

    @Test
    void a_file_cut_anywhere_before_its_last_digit_is_refused() {
        String text = signed.toText().stripTrailing();
        for (int length = 0; length < text.length(); length++) {
            String cut = text.substring(0, length);
            assertThatExceptionOfType(MalformedKey.class).as("after %d characters", length)
                    .isThrownBy(() -> SignedKey.parse(cut, curve));
        }
    }

    @Test
    void a_certificate_of_another_authority_or_for_another_key_is_refused() {
        AuthoritySecret other = AuthoritySecret.create(curve, random);
        XOnlyKey otherKey = curve.publicKeyOf(curve.createSecret(random));
        assertRefused(new SignedKey(other.publicKey(), servingKey, signed.certificate()));
        assertRefused(new SignedKey(authority.publicKey(), otherKey, signed.certificate()));
    }

    private void assertRefused(SignedKey wrong) {
        assertThatExceptionOfType(MalformedKey.class).isThrownBy(() -> SignedKey.parse(wrong.toText(), curve))
                .withMessageContaining("not signed by the authority");
    }
}
