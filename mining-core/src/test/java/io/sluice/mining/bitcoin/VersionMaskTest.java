package io.sluice.mining.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.sluice.wire.testing.Vectors;

/** Which version bits a miner may roll. */
class VersionMaskTest {

    static Stream<JsonNode> cases() {
        return Vectors.cases("sv2/version_rolling.json", "cases");
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_share_may_differ_from_its_job_inside_the_mask_only(JsonNode vector) {
        VersionMask mask = vector.required("rolling_allowed").booleanValue() ? VersionMask.BIP323 : VersionMask.NONE;

        assertThat(mask.allows(version(vector, "job_version"), version(vector, "share_version")))
                .isEqualTo(vector.required("accept").booleanValue());
    }

    @Test
    void the_mask_of_bip_320_allows_bits_13_to_28_and_no_other() {
        for (int bit = 0; bit < 32; bit++) {
            assertThat(VersionMask.BIP320.allows(0x2000_0000, 0x2000_0000 ^ 1 << bit))
                    .as("bit %d", bit).isEqualTo(bit >= 13 && bit <= 28);
        }
    }

    @Test
    void the_bits_that_both_sides_know_are_left() {
        assertThat(VersionMask.BIP320.and(new VersionMask(0x00c0_0000))).hasToString("00c00000");
        assertThat(VersionMask.BIP320.and(VersionMask.BIP323)).isEqualTo(VersionMask.BIP320);
        assertThat(VersionMask.BIP320).hasToString("1fffe000");
    }

    @Test
    void a_template_version_is_cleared_for_rolling() {
        assertThat(VersionMask.BIP320.clear(0x3fff_ffff)).isEqualTo(0x2000_1fff);
    }

    private static int version(JsonNode vector, String field) {
        return Integer.parseUnsignedInt(vector.required(field).textValue().substring(2), 16);
    }
}
