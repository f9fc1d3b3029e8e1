package io.sluice.mining.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.wire.type.Bytes;

/** What outputs cost of a block's signature operations. */
class SigOpsTest {

    @Test
    void only_legacy_addresses_cost_anything() {
        assertThat(SigOps.costOf(CandidateFixtures.p2pkh(1))).isEqualTo(4);
        assertThat(SigOps.costOf(CandidateFixtures.p2sh(1))).isZero();
        assertThat(SigOps.costOf(CandidateFixtures.p2wpkh(1))).isZero();
        assertThat(SigOps.costOf(CandidateFixtures.p2tr(1))).isZero();
    }

    @ParameterizedTest
    @CsvSource({"ac, 4", "ad, 4", "ae, 80", "af, 80", "acac, 8", "01acac, 4", "4c02acacac, 4", "4d0200acacac, 4",
        "4e02000000acacac, 4", "6a24aa21a9ed, 0", "00ac, 4", "51ac, 4"})
    void operations_are_counted_and_pushed_data_is_not(String script, int cost) {
        assertThat(SigOps.costOf(Bytes.hex(script))).isEqualTo(cost);
    }

    @ParameterizedTest
    @CsvSource({"ac02ac, 4", "ac4c, 4", "ac4cff, 4", "ac4dff, 4", "ac4effffffffac, 4", "ac4e, 4"})
    void counting_ends_at_a_push_that_runs_off_the_script(String script, int cost) {
        assertThat(SigOps.costOf(Bytes.hex(script))).isEqualTo(cost);
    }
}
