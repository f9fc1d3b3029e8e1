package io.sluice.pool.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.sluice.mining.testing.HandLoop;

/** A crowd gets a line a minute, and a single one its line at once. */
class SparingLogTest {

    private final HandLoop loop = new HandLoop();
    private final List<String> lines = new ArrayList<>();
    private final SparingLog log = new SparingLog(lines::add);

    @Test
    void the_first_line_is_said_at_once_and_the_rest_of_the_minute_summed_up() {
        for (int i = 1; i <= 500; i++) {
            log.say("somebody " + i, loop);
        }
        assertThat(lines).containsExactly("somebody 1");
        loop.advanceSeconds(60);
        assertThat(lines).containsExactly("somebody 1",
                "499 more like this in the last minute, the newest: somebody 500");
    }

    @Test
    void one_line_that_was_held_back_is_said_as_it_is() {
        log.say("one", loop);
        log.say("two", loop);
        loop.advanceSeconds(60);
        assertThat(lines).containsExactly("one", "two");
    }

    @Test
    void a_crowd_that_stays_gets_one_line_a_minute() {
        for (int second = 0; second < 600; second++) {
            log.say("somebody", loop);
            loop.advanceSeconds(1);
        }
        assertThat(lines).hasSize(11);
    }

    @Test
    void after_a_quiet_minute_a_line_is_said_at_once_again() {
        log.say("one", loop);
        loop.advanceSeconds(60);
        log.say("two", loop);
        assertThat(lines).containsExactly("one", "two");
        loop.advanceSeconds(120);
        assertThat(lines).hasSize(2);
        assertThat(loop.waiting()).isZero();
    }
}
