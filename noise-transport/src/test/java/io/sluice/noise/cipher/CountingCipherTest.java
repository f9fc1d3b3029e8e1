package io.sluice.noise.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class CountingCipherTest {

    private final CountingCipher sealing = new CountingCipher(new ChaChaPoly(SecretKey.adopt(new byte[32])));
    private final CountingCipher opening = new CountingCipher(new ChaChaPoly(SecretKey.adopt(new byte[32])));

    @Test
    void a_block_is_sealed_in_its_own_place_and_opened_elsewhere() throws Exception {
        byte[] place = new byte[2 + 5 + 16];
        place[2] = 42;
        sealing.seal(place, 2, 5, place, 2);
        byte[] text = new byte[6];
        opening.open(place, 2, 21, text, 1);
        assertThat(text).containsExactly(0, 42, 0, 0, 0, 0);
    }

    @Test
    void equal_texts_are_sealed_differently_each_time() {
        byte[] first = new byte[17];
        byte[] second = new byte[17];
        sealing.seal(new byte[1], 0, 1, first, 0);
        sealing.seal(new byte[1], 0, 1, second, 0);
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void a_block_out_of_turn_does_not_open() {
        byte[] first = new byte[17];
        byte[] second = new byte[17];
        sealing.seal(new byte[1], 0, 1, first, 0);
        sealing.seal(new byte[1], 0, 1, second, 0);
        assertThatExceptionOfType(AuthenticationFailure.class)
                .isThrownBy(() -> opening.open(second, 0, 17, new byte[1], 0));
    }

    @Test
    void one_state_serves_one_direction() {
        sealing.seal(new byte[1], 0, 1, new byte[17], 0);
        assertThatIllegalStateException().isThrownBy(() -> sealing.open(new byte[17], 0, 17, new byte[1], 0));
    }
}
