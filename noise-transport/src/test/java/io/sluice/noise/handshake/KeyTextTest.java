package io.sluice.noise.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Locale;

import org.junit.jupiter.api.Test;

import io.sluice.noise.curve25519.Responder25519;
import io.sluice.wire.type.Bytes;

class KeyTextTest {

    private static final String KEY = "2ac661cc66f2c65a7246f10e804f7aa7cf704ca7af7eef62f5661e36af8aa6d8";

    @Test
    void a_key_is_64_digits_with_or_without_blanks_around() throws Exception {
        assertThat(KeyText.of(KeyText.secret(KEY + "\n"))).isEqualTo(KEY);
        assertThat(KeyText.publicKey(" " + KEY.toUpperCase(Locale.ROOT))).isEqualTo(Bytes.hex(KEY));
    }

    /** As the published experiment's server prints it. */
    @Test
    void a_secret_has_the_public_key_that_noise_c_computes() throws Exception {
        assertThat(Responder25519.publicKeyOf(KeyText.secret(KEY)).toHex())
                .isEqualTo("35f6e6a5a233a63af96d10c5ba006ae26e98487fc00d7c55ba12a8057e438c2d");
    }

    @Test
    void what_is_no_key_is_refused_without_repeating_it() {
        for (String text : new String[]{"", KEY.substring(1), KEY + "0", "g" + KEY.substring(1)}) {
            assertThatExceptionOfType(MalformedKey.class).isThrownBy(() -> KeyText.secret(text))
                    .withMessageContaining("64 hexadecimal digits")
                    .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain(KEY.substring(2, 20)));
        }
    }
}
