package io.sluice.mining.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.wire.type.Bytes;

/** Hashes inside and as people see them. */
class BlockHashTest {

    private static final String GENESIS = "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f";

    @Test
    void display_is_the_other_way_round() {
        BlockHash hash = BlockHash.fromDisplay(GENESIS);

        assertThat(hash.internal().toHex()).startsWith("6fe28c0ab6f1").endsWith("0000000000");
        assertThat(hash).hasToString(GENESIS);
        assertThat(BlockHash.of(Bytes.hex("ff").concat(hash.internal()).toArray(), 1)).isEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "g", "000000000019d6689c085ae165831e934ff763ae46a2a6c172b3f1b60a8ce26f00"})
    void a_hash_has_32_bytes(String display) {
        assertThatThrownBy(() -> BlockHash.fromDisplay(display)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_header_has_a_time_of_32_bits() {
        BlockHash hash = BlockHash.fromDisplay(GENESIS);
        CompactTarget nBits = CompactTarget.fromDisplay("1d00ffff");

        assertThat(new BlockHeader(1, hash, hash, 0xffff_ffffL, nBits, 0).serialize().slice(68, 72))
                .isEqualTo(Bytes.hex("ffffffff"));
        assertThatThrownBy(() -> new BlockHeader(1, hash, hash, 1L << 32, nBits, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BlockHeader(1, hash, hash, -1, nBits, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
