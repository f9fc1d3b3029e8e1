package io.sluice.app.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

import io.sluice.mining.testing.HandLoop;

/** What strangers can do a thousand times is told once, then counted. */
class MinuteLogTest {

    private final LogLines lines = new LogLines("test.minute", ch.qos.logback.classic.Level.INFO);
    private final HandLoop loop = new HandLoop();
    private final MinuteLog log = new MinuteLog(lines.logger(), loop, 1);

    @AfterEach
    void end() {
        lines.close();
    }

    @Test
    void the_first_line_is_written_at_once_and_the_rest_counted_by_the_minute() {
        for (int i = 0; i < 28; i++) {
            log.say(Level.INFO, "foreign", "number " + i + " is TLS {}");
        }
        assertThat(lines.lines()).containsExactly("INFO number 0 is TLS {}");
        loop.advanceSeconds(59);
        assertThat(lines.lines()).hasSize(1);
        loop.advanceSeconds(1);
        assertThat(lines.lines()).hasSize(2)
                .last().isEqualTo("INFO 27 more like this in the last minute, the newest: number 27 is TLS {}");
    }

    @Test
    void a_flood_is_one_line_a_minute_however_long_it_lasts() {
        for (int second = 0; second < 600; second++) {
            log.say(Level.WARN, "foreign", "again");
            loop.advanceSeconds(1);
        }
        assertThat(lines.lines()).hasSize(11)
                .first().isEqualTo("WARN again");
        assertThat(lines.lines().subList(1, 11)).allMatch(line -> line.contains("more like this in the last minute"));
    }

    @Test
    void after_a_quiet_minute_the_next_is_a_first_one_again_and_no_timer_runs() {
        log.say(Level.INFO, "foreign", "one");
        loop.advanceSeconds(60);
        assertThat(loop.waiting()).isZero();
        log.say(Level.INFO, "foreign", "two");
        assertThat(lines.lines()).containsExactly("INFO one", "INFO two");
    }

    @Test
    void topics_do_not_hide_each_other() {
        log.say(Level.INFO, "foreign", "TLS");
        log.say(Level.ERROR, "fault", "ours");
        assertThat(lines.lines()).containsExactly("INFO TLS", "ERROR ours");
    }

    @Test
    void more_lines_may_be_written_at_once() {
        MinuteLog generous = new MinuteLog(lines.logger(), loop, 3);
        for (int i = 0; i < 5; i++) {
            generous.say(Level.INFO, "come", "miner " + i);
        }
        loop.advanceSeconds(60);
        assertThat(lines.lines()).containsExactly("INFO miner 0", "INFO miner 1", "INFO miner 2",
                "INFO 2 more like this in the last minute, the newest: miner 4");
    }

    @Test
    void made_up_topics_and_long_sentences_fill_neither_memory_nor_log() {
        for (int i = 0; i < 10_000; i++) {
            log.say(Level.INFO, "topic " + i, "x".repeat(10_000));
        }
        assertThat(lines.lines()).hasSize(MinuteLog.MAX_TOPICS + 1)
                .allMatch(line -> line.length() < MinuteLog.MAX_LENGTH + 10);
        assertThat(loop.waiting()).isEqualTo(MinuteLog.MAX_TOPICS + 1);
        loop.advanceSeconds(60);
        assertThat(lines.lines()).hasSize(MinuteLog.MAX_TOPICS + 2).last().asString().contains("9899 more like this");
    }

    @Test
    void what_is_passed_over_can_be_had_at_level_debug() {
        try (LogLines all = new LogLines("test.debug", ch.qos.logback.classic.Level.DEBUG)) {
            MinuteLog verbose = new MinuteLog(all.logger(), loop, 1);
            verbose.say(Level.INFO, "foreign", "one");
            verbose.say(Level.INFO, "foreign", "two");
            verbose.say(Level.DEBUG, "left", "three");
            assertThat(all.lines()).containsExactly("INFO one", "DEBUG two", "DEBUG three");
            assertThat(loop.waiting()).isEqualTo(1);
        }
    }

    @Test
    void a_loop_that_has_ended_is_no_trouble() {
        try (ScheduledExecutorService ended = Executors.newSingleThreadScheduledExecutor()) {
            ended.shutdown();
            MinuteLog late = new MinuteLog(lines.logger(), ended, 1);
            assertThatCode(() -> late.say(Level.INFO, "left", "the last one")).doesNotThrowAnyException();
            assertThat(lines.lines()).containsExactly("INFO the last one");
        }
    }
}
