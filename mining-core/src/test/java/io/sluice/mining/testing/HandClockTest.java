package io.sluice.mining.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

/** A clock in the hands of a test. */
class HandClockTest {

    @Test
    void it_moves_when_it_is_moved_and_only_then() {
        HandClock clock = new HandClock(Instant.EPOCH);

        assertThat(clock.instant()).isEqualTo(clock.instant()).isEqualTo(Instant.EPOCH);
        clock.advanceSeconds(2);
        clock.advanceMillis(5);
        assertThat(clock.millis()).isEqualTo(2005);
        clock.set(Instant.EPOCH.minusSeconds(1));
        assertThat(clock.millis()).isEqualTo(-1000);
    }

    @Test
    void it_does_not_go_back_by_accident() {
        assertThatThrownBy(() -> new HandClock().advance(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
