package io.sluice.datum.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;

import org.junit.jupiter.api.Test;

class PaddingTest {

    @Test
    void padding_is_one_byte_repeated_between_once_and_the_limit() {
        Padding padding = Padding.random(new Random(1));
        BitSet lengths = new BitSet();
        BitSet values = new BitSet();
        for (int round = 0; round < 20_000; round++) {
            var out = new DatumWriter();
            padding.write(out, 80);
            assertThat(out.length()).isBetween(1, 80);
            byte[] written = out.toBytes().toArray();
            assertThat(written).containsOnly(written[0]);
            lengths.set(written.length);
            values.set(written[0] & 0xff);
        }
        assertThat(lengths.cardinality()).isEqualTo(80);
        assertThat(values.cardinality()).isEqualTo(256);
    }
}
