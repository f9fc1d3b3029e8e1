package io.sluice.sv1.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import io.sluice.mining.port.MiningEvent;
import io.sluice.sv1.testing.Gateway;
import io.sluice.sv1.testing.Talk;
import io.sluice.sv1.testing.Work;

/** Names that somebody chose with bad intent: checklist 18. */
class WorkerNamesTest {

    private final Gateway gateway = Gateway.easy();
    private final Talk talk = new Talk(gateway);

    WorkerNamesTest() {
        talk.work(new Work(Work.RARE_BLOCKS).newBlock());
        talk.say("{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[\"evil\\n\\u001b[2Jsoftware"
                + "x".repeat(300) + "\"]}");
    }

    @Test
    void a_name_can_not_break_out_of_a_log_line() {
        talk.say(authorize("a\\nINFO all is well\\r\\u0000\\u001b[31m\\u202e\\u2028\\ud800z"));
        talk.say(talk.job().mine().submit(5, "whoever"));
        assertThat(gateway.gate.admitted().getFirst().userIdentity()).isEqualTo("a?INFO all is well???[31m???z");
        assertThat(talk.events).allSatisfy(event -> assertThat(event.toString().codePoints())
                .noneMatch(c -> c < 0x20 || c == 0x202e || c == 0x2028 || c == 0xd800));
    }

    @Test
    void software_is_shortened_and_made_printable() {
        assertThat(talk.events.getFirst()).isInstanceOfSatisfying(MiningEvent.MinerIntroduced.class,
                introduced -> assertThat(introduced.software()).startsWith("evil??[2Jsoftware").hasSize(100));
    }

    @Test
    void letters_of_all_scripts_and_quotes_stay_as_they_are() {
        talk.say(authorize("b\u00e9a\\\"\\\\ \u6771\u4eac \ud83d\ude00"));
        talk.say(talk.job().mine().submit(5, "b\u00e9a\\\"\\\\ \u6771\u4eac \ud83d\ude00"));
        assertThat(gateway.gate.admitted().getFirst().userIdentity())
                .isEqualTo("b\u00e9a\"\\ \u6771\u4eac \ud83d\ude00");
    }

    @Test
    void a_name_of_255_characters_is_taken_and_a_longer_one_is_not() {
        assertThat(talk.say(authorize("n".repeat(255)))).containsExactly("{\"id\":2,\"result\":true,\"error\":null}");
        assertThat(talk.say(authorize("n".repeat(256))))
                .containsExactly("{\"id\":2,\"result\":null,\"error\":[24,\"Unauthorized worker\",null]}");
    }

    @Test
    void a_connection_has_a_bounded_number_of_names_and_known_ones_may_always_come_again() {
        for (int i = 0; i < WorkerNames.LIMIT; i++) {
            assertThat(talk.say(authorize("rig" + i)).getFirst()).contains("\"result\":true");
        }
        assertThat(talk.say(authorize("one.more")).getFirst()).contains("[24,");
        assertThat(talk.say(authorize("rig17")).getFirst()).contains("\"result\":true");
    }

    @Test
    void oddities_are_reported_a_few_times_and_not_for_ever() {
        for (int i = 0; i < 100; i++) {
            talk.say("{\"id\":1,\"method\":\"mining.x" + "\\n".repeat(i) + "\",\"params\":[]}");
        }
        assertThat(talk.events.stream().filter(MiningEvent.Oddity.class::isInstance)).hasSize(10)
                .allSatisfy(event -> assertThat(event.toString()).doesNotContain("\n").hasSizeLessThan(300));
    }

    private static String authorize(String user) {
        return "{\"id\":2,\"method\":\"mining.authorize\",\"params\":[\"" + user + "\",\"x\"]}";
    }
}
