package io.sluice.sv1.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.sluice.sv1.testing.Gateway;
import io.sluice.sv1.testing.MinedJob;
import io.sluice.sv1.testing.Talk;
import io.sluice.sv1.testing.Work;

/** Silence in either direction: checklist 16. */
class DeadlinesTest {

    private final Gateway gateway = Gateway.easy();
    private final Work work = new Work(Work.RARE_BLOCKS);
    private final Talk talk = new Talk(gateway);

    DeadlinesTest() {
        talk.work(work.newBlock());
    }

    @Test
    void a_subscribed_miner_never_waits_55_seconds_for_a_line() {
        talk.open("x");
        int silence = 0;
        for (int second = 0; second < 600; second++) {
            gateway.clock.advanceSeconds(1);
            silence = talk.tick().isEmpty() ? silence + 1 : 0;
            assertThat(silence).as("at second %s", second).isLessThan(55);
        }
        assertThat(talk.lines).contains("{\"id\":1,\"method\":\"mining.ping\",\"params\":[]}")
                .contains("{\"id\":2,\"method\":\"mining.ping\",\"params\":[]}");
    }

    @Test
    void work_is_a_line_and_makes_a_ping_superfluous() {
        talk.open("x");
        for (int i = 0; i < 20; i++) {
            gateway.clock.advanceSeconds(30);
            talk.work(work.update());
            assertThat(talk.tick()).isEmpty();
        }
    }

    @Test
    void who_is_not_authorised_within_a_minute_is_let_go() {
        talk.say("{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[\"x\"]}");
        talk.say("{\"id\":2,\"method\":\"mining.authorize\",\"params\":[\"not me\",\"x\"]}");
        gateway.clock.advanceSeconds(59);
        talk.tick();
        assertThat(talk.hangUps).isEmpty();
        gateway.clock.advanceSeconds(1);
        talk.tick();
        talk.tick();
        assertThat(talk.hangUps).containsExactly("no worker was authorized within 60 s");
    }

    @Test
    void who_finds_nothing_for_two_hours_is_let_go() {
        talk.open("x");
        gateway.clock.advance(Duration.ofMinutes(119));
        talk.tick();
        assertThat(talk.hangUps).isEmpty();
        gateway.clock.advance(Duration.ofMinutes(1));
        talk.tick();
        assertThat(talk.hangUps).hasSize(1).allMatch(why -> why.startsWith("no good share for 2 h"));
    }

    @Test
    void a_slow_miner_has_ten_times_its_longest_gap() {
        MinedJob job = talk.open("x");
        gateway.clock.advance(Duration.ofMinutes(90));
        talk.say(job.mine().submit(5, "alice.rig"));
        gateway.clock.advance(Duration.ofMinutes(899));
        talk.tick();
        assertThat(talk.hangUps).isEmpty();
        gateway.clock.advance(Duration.ofMinutes(1));
        talk.tick();
        assertThat(talk.hangUps).hasSize(1);
    }
}
