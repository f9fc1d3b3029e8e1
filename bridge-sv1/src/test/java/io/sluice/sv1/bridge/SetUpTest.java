package io.sluice.sv1.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.mining.port.MiningEvent;
import io.sluice.sv1.testing.Gateway;
import io.sluice.sv1.testing.MinedJob;
import io.sluice.sv1.testing.Talk;
import io.sluice.sv1.testing.Work;

/** From the first line to the first job: checklist 1 to 6, 13, 15. */
class SetUpTest {

    private static final String CONFIGURE = "{\"id\":1,\"method\":\"mining.configure\","
            + "\"params\":[[\"version-rolling\"],{\"version-rolling.mask\":\"ffffffff\"}]}";
    private static final String SUBSCRIBE = "{\"id\":2,\"method\":\"mining.subscribe\","
            + "\"params\":[\"bitaxe/BM1370/v2.15.0\"]}";
    private static final String AUTHORIZE = "{\"id\":3,\"method\":\"mining.authorize\",\"params\":[\"alice\",\"x\"]}";
    private static final String SUGGEST = "{\"id\":4,\"method\":\"mining.suggest_difficulty\",\"params\":[1000]}";

    private final Gateway gateway = Gateway.usual();
    private final Work work = new Work(Work.RARE_BLOCKS);
    private final Talk talk = new Talk(gateway);

    @BeforeEach
    void there_is_work() {
        assertThat(talk.work(work.newBlock())).isEmpty();
    }

    @Test
    void all_orders_of_the_opening_lead_to_the_same_job() {
        for (List<String> order : List.of(
                List.of(CONFIGURE, SUBSCRIBE, AUTHORIZE, SUGGEST),
                List.of(SUBSCRIBE, CONFIGURE, SUGGEST, AUTHORIZE),
                List.of(SUBSCRIBE, CONFIGURE, AUTHORIZE, SUGGEST),
                List.of(AUTHORIZE, SUGGEST, CONFIGURE, SUBSCRIBE))) {
            Talk other = new Talk(gateway);
            other.work(work.update());
            List<String> answers = new ArrayList<>();
            order.forEach(line -> answers.addAll(other.say(line)));
            assertThat(answers).as("order %s", order).hasSize(6).contains(
                    "{\"id\":1,\"result\":{\"version-rolling\":true,\"version-rolling.mask\":\"1fffe000\"},\"error\":null}",
                    "{\"id\":3,\"result\":true,\"error\":null}",
                    "{\"id\":4,\"result\":true,\"error\":null}",
                    "{\"id\":null,\"method\":\"mining.set_difficulty\",\"params\":[1024]}");
            assertThat(other.jobs).hasSize(1);
            assertThat(other.job().clean()).isTrue();
        }
    }

    @Test
    void subscribing_gives_the_tuples_and_in_the_same_breath_a_difficulty_and_a_job() {
        List<String> said = talk.say(SUBSCRIBE);
        assertThat(said).hasSize(3);
        assertThat(said.get(0)).matches("\\{\"id\":2,\"result\":\\[\\[\\[\"mining.set_difficulty\",\"[0-9a-f]{8}\"],"
                + "\\[\"mining.notify\",\"[0-9a-f]{8}\"]],\"[0-9a-f]{8}\",8],\"error\":null}");
        assertThat(said.get(1)).isEqualTo("{\"id\":null,\"method\":\"mining.set_difficulty\",\"params\":[1024]}");
        assertThat(said.get(2)).startsWith("{\"id\":null,\"method\":\"mining.notify\",\"params\":[\"");
        assertThat(talk.job().id()).matches("[0-9a-f]{8}");
    }

    @Test
    void nothing_but_answers_is_said_before_the_answer_to_subscribe() {
        talk.say(CONFIGURE);
        talk.say(AUTHORIZE);
        talk.say(SUGGEST);
        assertThat(talk.work(work.update())).isEmpty();
        gateway.clock.advanceSeconds(59);
        assertThat(talk.tick()).isEmpty();
    }

    @Test
    void without_work_the_answer_to_subscribe_comes_at_once_and_the_job_when_there_is_one() {
        Talk early = new Talk(gateway);
        assertThat(early.say(SUBSCRIBE)).hasSize(1);
        assertThat(early.work(work.update())).hasSize(2);
        assertThat(early.job().clean()).isTrue();
    }

    @Test
    void subscribing_again_gives_the_same_extranonce_and_the_present_job_once_more() {
        talk.say(SUBSCRIBE);
        MinedJob job = talk.job();
        talk.work(work.update());
        MinedJob present = talk.job();
        assertThat(present.id()).isNotEqualTo(job.id());
        List<String> again = talk.say("{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[]}");
        assertThat(again).hasSize(3);
        assertThat(again.get(1)).contains("mining.set_difficulty");
        assertThat(talk.job()).isEqualTo(new MinedJob(talk.job().params(), job.extranonce1(), job.difficulty()));
        assertThat(talk.job().id()).isEqualTo(present.id());
    }

    @Test
    void every_connection_has_an_extranonce_and_a_first_job_id_of_its_own() {
        MinedJob mine = talk.open("x");
        Talk other = new Talk(gateway);
        other.work(work.update());
        MinedJob yours = other.open("x");
        assertThat(yours.extranonce1()).isNotEqualTo(mine.extranonce1()).hasSize(8);
        assertThat(yours.id()).isNotEqualTo(mine.id());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "[[\"version-rolling\"],{\"version-rolling.mask\":\"ffffffff\"}] | {\"version-rolling\":true,\"version-rolling.mask\":\"1fffe000\"}",
        "[[\"version-rolling\"],{\"version-rolling.mask\":\"1fffe000\",\"version-rolling.min-bit-count\":2}] | {\"version-rolling\":true,\"version-rolling.mask\":\"1fffe000\"}",
        "[[\"version-rolling\"],{\"version-rolling.mask\":\"00C00000\"}] | {\"version-rolling\":true,\"version-rolling.mask\":\"00c00000\"}",
        "[[\"version-rolling\"],{}] | {\"version-rolling\":true,\"version-rolling.mask\":\"1fffe000\"}",
        "[[\"version-rolling\"]] | {\"version-rolling\":true,\"version-rolling.mask\":\"1fffe000\"}",
        "[[\"version-rolling\"],{\"version-rolling.mask\":\"00000fff\"}] | {\"version-rolling\":false}",
        "[[\"minimum-difficulty\"],{\"minimum-difficulty.value\":2048}] | {\"minimum-difficulty\":false}",
        "[[\"version-rolling\",\"minimum-difficulty\",\"subscribe-extranonce\",\"info\"],{\"version-rolling.mask\":\"1fffe000\",\"minimum-difficulty.value\":1}] | {\"version-rolling\":true,\"version-rolling.mask\":\"1fffe000\",\"minimum-difficulty\":false,\"subscribe-extranonce\":false}",
        "[[],{}] | {}"})
    void configure_grants_what_may_be_and_names_nothing_that_was_not_asked_for(String params, String result) {
        assertThat(talk.say("{\"id\":0,\"method\":\"mining.configure\",\"params\":" + params + "}"))
                .containsExactly("{\"id\":0,\"result\":" + result + ",\"error\":null}");
    }

    @Test
    void jobs_leave_the_bits_clear_that_may_be_rolled() {
        Talk other = new Talk(gateway);
        other.work(new Work(Work.RARE_BLOCKS, 0x3fff_ffff).newBlock());
        assertThat(other.open("x").version()).isEqualTo(0x2000_1fff);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "0", "123456789012345678901234567890", "\"seven\"", "null"})
    void ids_come_back_with_their_type(String id) {
        assertThat(talk.say("{\"id\":" + id + ",\"method\":\"mining.authorize\",\"params\":[\"alice\"]}"))
                .containsExactly("{\"id\":" + id + ",\"result\":true,\"error\":null}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "mining.extranonce.subscribe | [] | \"result\":true,\"error\":null",
        "mining.ping | [] | \"result\":\"pong\",\"error\":null",
        "mining.multi_version | [1] | \"result\":null,\"error\":[-3,\"Method not found\",null]",
        "mining.get_transactions | [\"1\"] | \"result\":null,\"error\":[-3,\"Method not found\",null]",
        "toString | {\"a\":1} | \"result\":null,\"error\":[-3,\"Method not found\",null]",
        "mining.authorize | {\"user\":\"alice\"} | \"result\":null,\"error\":[20,\"Invalid params\",null]",
        "mining.authorize | \"alice\" | \"result\":null,\"error\":[20,\"Invalid params\",null]",
        "mining.configure | [1] | \"result\":null,\"error\":[20,\"Invalid params\",null]",
        "mining.suggest_difficulty | [\"much\"] | \"result\":null,\"error\":[20,\"Invalid params\",null]",
        "mining.suggest_difficulty | [0] | \"result\":null,\"error\":[20,\"Invalid params\",null]",
        "mining.suggest_difficulty | [1e999999999] | \"result\":null,\"error\":[20,\"Invalid params\",null]",
        "mining.suggest_difficulty | [-5] | \"result\":null,\"error\":[20,\"Invalid params\",null]"})
    void each_other_request_has_its_fixed_answer_and_the_connection_stays(String method, String params, String answer) {
        assertThat(talk.say("{\"id\":9,\"method\":\"" + method + "\",\"params\":" + params + "}"))
                .containsExactly("{\"id\":9," + answer + "}");
        assertThat(talk.hangUps).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"id\":9001,\"method\":\"pong\",\"params\":[]}",
        "{\"id\":9002,\"result\":\"v2.15.0\",\"error\":null}", "{\"id\":1,\"result\":null,\"error\":[1,\"x\",null]}",
        "{}", "{\"method\":\"mining.authorize\",\"params\":[\"bob\",\"x\"]}",
        "{\"method\":\"mining.subscribe\",\"params\":[]}", "{\"method\":\"mining.submit\",\"params\":[]}"})
    void answers_and_notifications_of_the_miner_are_not_answered(String line) {
        assertThat(talk.say(line)).isEmpty();
        assertThat(talk.hangUps).isEmpty();
    }

    @Test
    void parameters_may_be_missing_or_more_than_there_are() {
        assertThat(talk.say("{\"id\":1,\"method\":\"mining.subscribe\"}")).hasSize(3);
        assertThat(talk.say("{\"id\":2,\"method\":\"mining.subscribe\",\"params\":[\"x\",null,1,[]]}")).hasSize(3);
        assertThat(talk.say("{\"id\":3,\"method\":\"mining.authorize\",\"params\":[\"bob\"]}")).hasSize(1);
        assertThat(talk.say("{\"id\":4,\"method\":\"mining.authorize\",\"params\":[\"bob\",\"x\",[\"s2\",\"b\"]]}"))
                .containsExactly("{\"id\":4,\"result\":true,\"error\":null}");
    }

    @Test
    void a_name_that_may_not_mine_hears_so_and_may_try_another() {
        JsonNode refused = talk.ask("{\"id\":4,\"method\":\"mining.authorize\",\"params\":[\"not an address\",\"x\"]}");
        assertThat(refused).hasToString("{\"id\":4,\"result\":null,\"error\":[24,\"Unauthorized worker\",null]}");
        assertThat(talk.ask(AUTHORIZE).get("result").booleanValue()).isTrue();
        assertThat(talk.hangUps).isEmpty();
    }

    @Test
    void a_channel_is_announced_once_the_miner_is_subscribed_and_known() {
        talk.say(SUBSCRIBE);
        assertThat(talk.events).containsExactly(new MiningEvent.MinerIntroduced("SV1", "bitaxe/BM1370/v2.15.0"));
        talk.say(AUTHORIZE);
        talk.say(AUTHORIZE);
        talk.say(SUBSCRIBE);
        assertThat(talk.events).hasSize(2);
        assertThat(talk.events.getLast()).isInstanceOfSatisfying(MiningEvent.ChannelOpened.class,
                opened -> assertThat(opened.userIdentity()).isEqualTo("alice"));
        talk.closed();
        assertThat(talk.events.getLast()).isInstanceOfSatisfying(MiningEvent.ChannelClosed.class,
                closed -> assertThat(closed.why()).isEqualTo("the miner left"));
    }

    @Test
    void a_probe_leaves_nothing_behind() {
        talk.say("{\"id\":1,\"method\":\"mining.subscribe\",\"params\":[\"bitaxe/BM1370/v2.15.0\"]}");
        talk.say("{\"id\":2,\"method\":\"mining.authorize\",\"params\":[\"u.p\",\"x\"]}");
        talk.closed();
        talk.closed();
        assertThat(talk.events.stream().filter(MiningEvent.ChannelClosed.class::isInstance)).hasSize(1);
        assertThat(talk.work(work.newBlock())).isEmpty();
        assertThat(talk.say(SUBSCRIBE)).isEmpty();
        assertThat(talk.tick()).isEmpty();
    }

    @Test
    void when_work_is_withheld_the_miner_is_let_go_with_the_reason() {
        talk.open("x");
        assertThat(talk.withheld("no pool for 30 s")).isEmpty();
        assertThat(talk.hangUps).containsExactly("no pool for 30 s");
        assertThat(talk.work(work.newBlock())).isEmpty();
        assertThat(talk.say(SUBSCRIBE)).isEmpty();
        talk.closed();
        assertThat(talk.events.getLast()).isInstanceOfSatisfying(MiningEvent.ChannelClosed.class,
                closed -> assertThat(closed.why()).isEqualTo("no pool for 30 s"));
    }
}
