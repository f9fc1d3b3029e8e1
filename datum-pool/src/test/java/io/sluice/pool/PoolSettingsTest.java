package io.sluice.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.mining.bitcoin.Network;
import io.sluice.pool.payout.ConfiguredSplit;
import io.sluice.pool.testing.HandMadeWork;
import io.sluice.wire.type.Bytes;

/** Section 4.1: what the original gateway can not cope with is never sent. */
class PoolSettingsTest {

    private static PoolSettings settings(Bytes script, Bytes tag, long difficulty) {
        return PoolSettings.of(Network.MAINNET, script, tag, 1, difficulty, ConfiguredSplit.nobody());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 4", "100000, 131072"})
    void the_minimum_difficulty_is_raised_to_a_power_of_two(long set, long told) {
        assertThat(settings(HandMadeWork.POOL_SCRIPT, HandMadeWork.TAG, set).configuration().minimumDifficulty())
                .isEqualTo(told);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 65})
    void a_script_that_a_gateway_would_choke_on_is_refused(int length) {
        assertThatThrownBy(() -> settings(Bytes.of(new byte[length]), HandMadeWork.TAG, 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2 to 64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u000fb", "1234567890123456789012345678901234567890123456789012345678901"})
    void a_tag_that_a_coinbase_could_not_hold_is_refused(String tag) {
        assertThatThrownBy(() -> settings(HandMadeWork.POOL_SCRIPT, Bytes.utf8(tag), 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("tag");
    }

    @Test
    void no_difficulty_at_all_is_refused() {
        assertThatThrownBy(() -> settings(HandMadeWork.POOL_SCRIPT, HandMadeWork.TAG, 0))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("at least 1");
    }
}
