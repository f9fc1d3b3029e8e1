package io.sluice.wire.mining;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SetupFlagsTest {

    @Test
    void client_and_server_give_the_same_bits_another_meaning() {
        assertThat(ClientFlag.REQUIRES_STANDARD_JOBS.bit()).isEqualTo(1);
        assertThat(ClientFlag.REQUIRES_WORK_SELECTION.bit()).isEqualTo(2);
        assertThat(ClientFlag.REQUIRES_VERSION_ROLLING.bit()).isEqualTo(4);
        assertThat(ServerFlag.REQUIRES_FIXED_VERSION.bit()).isEqualTo(1);
        assertThat(ServerFlag.REQUIRES_EXTENDED_CHANNELS.bit()).isEqualTo(2);
    }

    @Test
    void a_flag_is_in_a_set_or_not() {
        assertThat(ClientFlag.REQUIRES_VERSION_ROLLING.isIn(0b110)).isTrue();
        assertThat(ClientFlag.REQUIRES_STANDARD_JOBS.isIn(0b110)).isFalse();
        assertThat(ServerFlag.REQUIRES_EXTENDED_CHANNELS.isIn(0b10)).isTrue();
        assertThat(ServerFlag.REQUIRES_FIXED_VERSION.isIn(0b10)).isFalse();
    }

    @Test
    void bits_that_nobody_defined_are_named_all_at_once() {
        assertThat(ClientFlag.unknownIn(0xffff_ffffL)).isEqualTo(0xffff_fff8L);
        assertThat(ClientFlag.unknownIn(0b111)).isZero();
    }
}
