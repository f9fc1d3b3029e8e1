package io.sluice.datum.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.Test;

class RedialDelayTest {

    private final RedialDelay delay = new RedialDelay(new Random(1));

    @Test
    void while_miners_still_wait_the_pool_is_called_every_few_seconds() {
        Duration passed = Duration.ZERO;
        while (passed.compareTo(Duration.ofSeconds(18)) < 0) {
            Duration next = delay.next();
            assertThat(next).isBetween(Duration.ofMillis(500), Duration.ofSeconds(4));
            passed = passed.plus(next);
        }
    }

    @Test
    void a_pool_that_stays_away_is_called_three_times_a_minute_or_more() {
        Duration longest = Duration.ZERO;
        for (int i = 0; i < 100; i++) {
            Duration next = delay.next();
            longest = next.compareTo(longest) > 0 ? next : longest;
        }
        assertThat(longest).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(20));
    }

    @Test
    void after_a_good_spell_it_begins_anew() {
        for (int i = 0; i < 100; i++) {
            delay.next();
        }
        delay.reset();
        assertThat(delay.next()).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }
}
