package io.sluice.mining.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.wire.type.Bytes;

/** The halves of a coinbase and what is patched in the first (DATUM section 7.3). */
class CoinbasePartsTest {

    private static final Bytes SUFFIX = Bytes.hex("ffffffff00000000");

    @Test
    void a_commitment_replaces_the_target_byte_and_nothing_else() {
        CoinbaseParts parts = new CoinbaseParts(Bytes.hex("aabbffccddb10c"), SUFFIX, 2);

        assertThat(parts.committed(new ProofOfTarget(17))).isEqualTo(Bytes.hex("aabb11ccddb10c"));
        assertThat(parts.prefix()).as("the halves stay as built").isEqualTo(Bytes.hex("aabbffccddb10c"));
        assertThat(parts.size()).isEqualTo(7 + 12 + 8);
    }

    @Test
    void quick_work_has_another_job_prefix_whatever_the_job_has() {
        assertThat(new CoinbaseParts(Bytes.hex("aaffb10c"), SUFFIX, 1).committedQuick(new ProofOfTarget(20)))
                .isEqualTo(Bytes.hex("aa144451"));
        assertThat(new CoinbaseParts(Bytes.hex("aaff4451"), SUFFIX, 1).committedQuick(new ProofOfTarget(20)))
                .isEqualTo(Bytes.hex("aa14bbae"));
        assertThat(new CoinbaseParts(Bytes.hex("aaffbbae"), SUFFIX, 1).committedQuick(new ProofOfTarget(20)))
                .isEqualTo(Bytes.hex("aa144451"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3, 4})
    void the_target_byte_must_be_where_it_is_said_to_be(int index) {
        assertThatThrownBy(() -> new CoinbaseParts(Bytes.hex("aaff4451"), SUFFIX, index))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
