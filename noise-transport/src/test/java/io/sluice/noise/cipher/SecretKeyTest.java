package io.sluice.noise.cipher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import io.sluice.wire.type.Bytes;

class SecretKeyTest {

    @Test
    void a_secret_has_no_voice() {
        byte[] content = new byte[SecretKey.SIZE];
        Arrays.fill(content, (byte) 0x5a);
        SecretKey secret = SecretKey.of(content);
        assertThat(secret).hasToString("SecretKey[redacted]");
        assertThat(new KeyPair(secret, new EllSwiftKey(Bytes.hex("00".repeat(64)))).toString()).doesNotContain("5a5a");
    }

    @Test
    void a_wiped_secret_is_gone() {
        byte[] content = new byte[SecretKey.SIZE];
        content[3] = 1;
        SecretKey secret = SecretKey.adopt(content);
        secret.wipe();
        assertThat(content).containsOnly(0);
        assertThatIllegalStateException().isThrownBy(secret::toArray);
    }

    @Test
    void a_secret_is_a_copy_of_what_it_was_made_from() {
        byte[] content = new byte[SecretKey.SIZE];
        SecretKey secret = SecretKey.of(content);
        content[0] = 1;
        assertThat(secret.toArray()[0]).isZero();
        secret.toArray()[1] = 1;
        assertThat(secret.toArray()[1]).isZero();
    }

    @Test
    void other_lengths_are_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> SecretKey.of(new byte[31]));
        assertThatIllegalArgumentException().isThrownBy(() -> SecretKey.adopt(new byte[33]));
        assertThatIllegalArgumentException().isThrownBy(() -> new XOnlyKey(Bytes.hex("00".repeat(31))));
        assertThatIllegalArgumentException().isThrownBy(() -> new EllSwiftKey(Bytes.hex("00".repeat(65))));
        assertThatIllegalArgumentException().isThrownBy(() -> new SchnorrSignature(Bytes.hex("00".repeat(63))));
    }
}
