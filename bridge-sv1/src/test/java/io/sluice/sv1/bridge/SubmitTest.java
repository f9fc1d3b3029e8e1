package io.sluice.sv1.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.mining.port.Effect;
import io.sluice.mining.port.MiningEvent;
import io.sluice.mining.port.ShareGate.Admission;
import io.sluice.mining.share.AcceptedShare;
import io.sluice.mining.share.RejectReason;
import io.sluice.sv1.jsonrpc.Response;
import io.sluice.sv1.testing.Gateway;
import io.sluice.sv1.testing.MinedJob;
import io.sluice.sv1.testing.MinedJob.MinedShare;
import io.sluice.sv1.testing.Talk;
import io.sluice.sv1.testing.Work;

/** Shares and what is said about them: checklist 4, 7, 11, 12. */
class SubmitTest {

    private static final String ACCEPTED = "{\"id\":5,\"result\":true,\"error\":null}";

    private final Gateway gateway = Gateway.easy();
    private final Work work = new Work(Work.RARE_BLOCKS);
    private final Talk talk = new Talk(gateway);
    private MinedJob job;

    SubmitTest() {
        talk.work(work.newBlock());
        job = talk.open("cgminer/4.12.1");
    }

    @BeforeEach
    void mining_has_begun() {
        assertThat(talk.jobs).hasSize(1);
    }

    @Test
    void a_good_share_is_accepted_and_has_the_header_that_was_hashed() {
        MinedShare share = job.mine("01000000000000ff", job.nTime() + 3, 0x0004_0000, true);
        assertThat(talk.say(share.submit(5, "alice.rig"))).containsExactly(ACCEPTED);
        AcceptedShare admitted = gateway.gate.admitted().getFirst();
        assertThat(admitted.userIdentity()).isEqualTo("alice.rig");
        assertThat(admitted.extranonce().toHex()).isEqualTo(job.extranonce1() + "01000000000000ff");
        assertThat(admitted.hash().internal()).isEqualTo(Sha256d.hash(share.header()));
        assertThat(talk.events.getLast()).isInstanceOf(MiningEvent.ShareTaken.class);
    }

    @Test
    void five_parameters_mean_no_version_bits_and_a_sixth_needs_no_configure() {
        MinedShare plain = job.mine();
        assertThat(talk.say(
                "{\"method\": \"mining.submit\", \"params\": [\"alice.rig\", \"%s\", \"%s\", \"%s\", \"%s\"], \"id\":5}"
                        .formatted(job.id(), plain.extranonce2(), MinedShare.hex(plain.nTime()),
                                MinedShare.hex(plain.nonce()))))
                .containsExactly(ACCEPTED);
        MinedShare rolled = job.mine("0000000000000001", job.nTime(), 0x1fff_e000, true);
        assertThat(talk.say(rolled.submit(5, "alice.rig"))).containsExactly(ACCEPTED);
    }

    @Test
    void version_bits_that_were_refused_are_rolled_by_a_bitaxe_all_the_same() {
        talk.say(
                "{\"id\":1,\"method\":\"mining.configure\",\"params\":[[\"version-rolling\"],{\"version-rolling.mask\":\"00000001\"}]}");
        assertThat(talk.say(job.mine("0000000000000001", job.nTime(), 0x0002_0000, true).submit(5, "alice.rig")))
                .containsExactly(ACCEPTED);
    }

    @Test
    void numbers_may_be_upper_case_short_or_json_numbers() {
        MinedShare share = job.mine("00000000000000ab", job.nTime(), 0x00a0_0000, true);
        String upper = share.submit(5, "alice.rig").toUpperCase(Locale.ROOT).replace("\"METHOD\":\"MINING.SUBMIT\"",
                "\"method\":\"mining.submit\"").replace("\"ID\"", "\"id\"").replace("\"PARAMS\"", "\"params\"")
                .replace("ALICE.RIG", "alice.rig");
        assertThat(talk.say(upper)).containsExactly(ACCEPTED);
        MinedShare other = job.mine("00000000000000ac", job.nTime(), 0x0000_2000, true);
        assertThat(talk
                .say("{\"id\":5,\"method\":\"mining.submit\",\"params\":[\"alice.rig\",\"%s\",\"%s\",%d,%d,\"2000\"]}"
                        .formatted(job.id(), other.extranonce2(), other.nTime(),
                                Integer.toUnsignedLong(other.nonce()))))
                .containsExactly(ACCEPTED);
    }

    @Test
    void repeated_ids_are_answered_one_for_one() {
        MinedShare first = job.mine();
        MinedShare second = job.mine("0000000000000001", job.nTime(), 0, true);
        assertThat(talk.say(first.submit(4, "alice.rig"))).hasSize(1);
        assertThat(talk.say(second.submit(4, "alice.rig")))
                .containsExactly("{\"id\":4,\"result\":true,\"error\":null}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "[\"alice.rig\",\"dead\",\"0000000000000000\",\"66aa0001\",\"00000000\"] | 21,\"Job not found\"",
        "[\"alice.rig\",\"\",\"0000000000000000\",\"66aa0001\",\"00000000\"] | 21,\"Job not found\"",
        "[\"alice.rig\",\"00000000\",\"00\",\"66aa0001\",\"00000000\"] | 21,\"Job not found\"",
        "[\"alice.rig\",\"JOB\",\"00\",\"66aa0001\",\"00000000\"] | 20,\"Invalid extranonce2 size\"",
        "[\"alice.rig\",\"JOB\",\"\",\"66aa0001\",\"00000000\"] | 20,\"Invalid extranonce2 size\"",
        "[\"alice.rig\",\"JOB\",\"000000000000000000\",\"66aa0001\",\"00000000\"] | 20,\"Invalid extranonce2 size\"",
        "[\"alice.rig\",\"JOB\",\"000000000000000g\",\"66aa0001\",\"00000000\"] | 20,\"Invalid params\"",
        "[\"alice.rig\",\"JOB\",\"0000000000000000\",\"166aa0001\",\"00000000\"] | 20,\"Invalid params\"",
        "[\"alice.rig\",\"JOB\",\"0000000000000000\",\"-6aa0001\",\"00000000\"] | 20,\"Invalid params\"",
        "[\"alice.rig\",\"JOB\",\"0000000000000000\",\"66aa0001\",\"\"] | 20,\"Invalid params\"",
        "[\"alice.rig\",\"JOB\",\"0000000000000000\",\"66aa0001\",4294967296] | 20,\"Invalid params\"",
        "[\"alice.rig\",\"JOB\",\"0000000000000000\",\"66aa0001\",1.5] | 20,\"Invalid params\"",
        "[\"alice.rig\",\"JOB\",\"0000000000000000\",\"66aa0001\",{}] | 20,\"Invalid params\"",
        "[\"alice.rig\",\"JOB\"] | 20,\"Invalid params\"",
        "null | 20,\"Invalid params\"",
        "\"JOB\" | 20,\"Invalid params\"",
        "[\"alice.rig\",\"JOB\",\"0000000000000000\",\"00000001\",\"00000000\"] | 20,\"Time out of range\"",
        "[\"alice.rig\",\"JOB\",\"0000000000000000\",\"ffffffff\",\"00000000\"] | 20,\"Time out of range\"",
        "[\"alice.rig\",\"JOB\",\"0000000000000000\",\"66aa0001\",\"00000000\",\"20000000\"] | 20,\"Invalid version bits\""})
    void each_fault_has_its_code_and_fixed_text_and_the_connection_stays(String params, String error) {
        assertThat(
                talk.say("{\"id\":5,\"method\":\"mining.submit\",\"params\":" + params.replace("JOB", job.id()) + "}"))
                .containsExactly("{\"id\":5,\"result\":null,\"error\":[" + error + ",null]}");
        assertThat(talk.hangUps).isEmpty();
        assertThat(talk.say(job.mine().submit(5, "alice.rig"))).containsExactly(ACCEPTED);
    }

    @Test
    void the_same_share_counts_once() {
        MinedShare share = job.mine();
        talk.say(share.submit(5, "alice.rig"));
        assertThat(error(share.submit(6, "alice.rig"))).isEqualTo("[22,\"Duplicate share\",null]");
        assertThat(gateway.gate.admitted()).hasSize(1);
    }

    @Test
    void a_hash_above_the_target_is_low() {
        assertThat(error(job.mine("0000000000000000", job.nTime(), 0, false).submit(6, "alice.rig")))
                .isEqualTo("[23,\"Low difficulty share\",null]");
        assertThat(talk.events.getLast()).isInstanceOfSatisfying(MiningEvent.ShareRefused.class,
                refused -> assertThat(refused.reason()).isEqualTo(RejectReason.LOW_DIFFICULTY));
    }

    @Test
    void bits_outside_the_granted_mask_are_refused_even_inside_the_offered_one() {
        talk.say(
                "{\"id\":1,\"method\":\"mining.configure\",\"params\":[[\"version-rolling\"],{\"version-rolling.mask\":\"00c00000\"}]}");
        assertThat(talk.say(job.mine("0000000000000000", job.nTime(), 0x0040_0000, true).submit(5, "alice.rig")))
                .containsExactly(ACCEPTED);
        assertThat(error(job.mine("0000000000000000", job.nTime(), 0x0020_0000, true).submit(6, "alice.rig")))
                .isEqualTo("[20,\"Invalid version bits\",null]");
    }

    @Test
    void shares_of_past_jobs_count_until_there_is_a_new_block() {
        MinedShare early = job.mine();
        MinedShare late = job.mine("0000000000000001", job.nTime(), 0, true);
        talk.work(work.update());
        assertThat(talk.job().clean()).isFalse();
        assertThat(talk.say(early.submit(5, "alice.rig"))).containsExactly(ACCEPTED);
        talk.work(work.newBlock());
        assertThat(talk.job().clean()).isTrue();
        assertThat(error(late.submit(6, "alice.rig"))).isEqualTo("[21,\"Stale share\",null]");
    }

    @Test
    void old_jobs_are_dropped_when_their_session_is_over_even_if_its_end_was_never_heard_of() {
        talk.work(work.ofSession(1));
        assertThat(talk.job().clean()).isTrue();
        talk.work(work.ofSession(1));
        assertThat(talk.job().clean()).isFalse();
        talk.work(work.ofSession(2));
        assertThat(talk.job().clean()).isTrue();
        talk.work(work.update());
        assertThat(talk.job().clean()).isTrue();
        talk.work(work.update());
        assertThat(talk.job().clean()).isFalse();
    }

    @Test
    void a_share_that_can_not_reach_the_pool_is_stale_and_one_without_room_is_not_accepted() {
        gateway.gate.answer(Admission.STALE);
        assertThat(error(job.mine().submit(6, "alice.rig"))).isEqualTo("[21,\"Stale share\",null]");
        gateway.gate.answer(Admission.OVERLOADED);
        assertThat(talk.say(job.mine("0000000000000001", job.nTime(), 0, true).submit(6, "alice.rig")).getFirst())
                .isEqualTo("{\"id\":6,\"result\":null,\"error\":[20,\"Other\",null]}");
    }

    @Test
    void before_subscribe_and_before_authorize_no_share_counts() {
        Talk other = new Talk(gateway);
        other.work(work.update());
        String submit = "{\"id\":1,\"method\":\"mining.submit\",\"params\":[\"w\",\"x\",\"00\",\"00000000\",\"00000000\"]}";
        assertThat(other.ask(submit).get("error")).hasToString("[25,\"Not subscribed\",null]");
        assertThat(other.ask("{\"id\":1,\"method\":\"mining.submit\",\"params\":[]}").get("error"))
                .hasToString("[25,\"Not subscribed\",null]");
        other.say("{\"id\":2,\"method\":\"mining.subscribe\",\"params\":[\"x\"]}");
        assertThat(other.ask(submit).get("error")).hasToString("[24,\"Unauthorized worker\",null]");
        assertThat(other.ask("{\"id\":1,\"method\":\"mining.submit\",\"params\":[]}").get("error"))
                .hasToString("[24,\"Unauthorized worker\",null]");
        assertThat(other.ask(other.job().mine().submit(3, "w")).get("error"))
                .hasToString("[24,\"Unauthorized worker\",null]");
    }

    @Test
    void a_block_is_a_block_whatever_is_wrong_with_the_share() {
        Work blocks = new Work(Work.ALL_BLOCKS);
        Talk lucky = new Talk(gateway);
        lucky.work(blocks.newBlock());
        lucky.say("{\"id\":2,\"method\":\"mining.subscribe\",\"params\":[\"x\"]}");
        MinedJob first = lucky.job();
        // Nobody is authorised.
        MinedShare unauthorized = first.mine();
        assertThat(lucky.ask(unauthorized.submit(3, "w")).get("error").get(0).intValue()).isEqualTo(24);
        assertThat(lucky.blocks).hasSize(1);
        assertThat(lucky.blocks.getFirst().header()).isEqualTo(unauthorized.header());
        assertThat(lucky.blocks.getFirst().coinbase()).isEqualTo(first.coinbase(unauthorized.extranonce2()));
        lucky.say("{\"id\":2,\"method\":\"mining.authorize\",\"params\":[\"bob\"]}");
        // Bits that may not be rolled.
        assertThat(lucky.ask(first.mine("0000000000000000", first.nTime(), 0x4000_0000, true).submit(3, "bob"))
                .get("error")
                .get(1).textValue()).isEqualTo("Invalid version bits");
        assertThat(lucky.blocks).hasSize(2);
        // Too old a time.
        assertThat(
                lucky.ask(first.mine("0000000000000000", 1, 0, true).submit(3, "bob")).get("error").get(1).textValue())
                .isEqualTo("Time out of range");
        assertThat(lucky.blocks).hasSize(3);
        // Another tip by now.
        lucky.work(blocks.newBlock());
        assertThat(
                lucky.ask(first.mine("0000000000000002", first.nTime(), 0, true).submit(3, "bob")).get("error").get(0)
                        .intValue())
                .isEqualTo(21);
        assertThat(lucky.blocks).hasSize(4);
        // A good one.
        assertThat(lucky.ask(lucky.job().mine().submit(3, "bob")).get("result").booleanValue()).isTrue();
        assertThat(lucky.blocks).hasSize(5);
        assertThat(lucky.last.getFirst()).isInstanceOf(Effect.SubmitBlock.class);
        assertThat(lucky.blocks.getLast().finder()).isEqualTo("bob");
    }

    @Test
    void a_share_without_an_id_counts_without_an_answer() {
        String submit = job.mine().submit(5, "alice.rig").replace("\"id\":5,", "");
        assertThat(talk.say(submit)).isEmpty();
        assertThat(gateway.gate.admitted()).hasSize(1);
    }

    @Test
    void only_authorised_names_are_credited_and_all_others_are_the_first() {
        talk.say("{\"id\":7,\"method\":\"mining.authorize\",\"params\":[\"alice.second\",\"x\"]}");
        String[] names = {"alice.second", "made up", "alice.rig", ""};
        for (int i = 0; i < names.length; i++) {
            talk.say(job.mine("000000000000000" + i, job.nTime(), 0, true).submit(5, names[i]));
        }
        assertThat(gateway.gate.admitted()).extracting(AcceptedShare::userIdentity)
                .containsExactly("alice.second", "alice.rig", "alice.rig", "alice.rig");
    }

    @Test
    void answers_to_shares_of_a_bitaxe_are_marked_to_wait_and_no_others() {
        Talk bitaxe = new Talk(gateway);
        bitaxe.work(work.update());
        bitaxe.open("bitaxe/BM1370/v2.15.0");
        bitaxe.say(bitaxe.job().mine().submit(5, "alice.rig"));
        assertThat(paceOfAnswer(bitaxe)).isEqualTo(Response.Pace.AFTER_A_PAUSE);
        bitaxe.say("{\"id\":5,\"method\":\"mining.submit\",\"params\":[]}");
        assertThat(paceOfAnswer(bitaxe)).isEqualTo(Response.Pace.AFTER_A_PAUSE);
        bitaxe.say("{\"id\":4,\"method\":\"mining.suggest_difficulty\",\"params\":[1000]}");
        assertThat(paceOfAnswer(bitaxe)).isEqualTo(Response.Pace.AT_ONCE);
        talk.say(job.mine().submit(5, "alice.rig"));
        assertThat(paceOfAnswer(talk)).isEqualTo(Response.Pace.AT_ONCE);
    }

    @Test
    void an_endless_flood_of_refusals_ends_the_connection_and_late_shares_are_no_flood() {
        MinedShare late = job.mine();
        talk.work(work.newBlock());
        for (int i = 0; i < 1500; i++) {
            talk.say(late.submit(i, "alice.rig"));
        }
        assertThat(talk.hangUps).isEmpty();
        for (int i = 0; i < 999; i++) {
            talk.say(
                    "{\"id\":5,\"method\":\"mining.submit\",\"params\":[\"alice.rig\",\"dead\",\"00\",\"00\",\"00\"]}");
        }
        assertThat(talk.hangUps).isEmpty();
        talk.say("{\"id\":5,\"method\":\"mining.submit\",\"params\":[]}");
        assertThat(talk.hangUps)
                .containsExactly("1000 shares in a row were refused, the last one as \"Invalid params\"");
    }

    private String error(String submit) {
        JsonNode answer = talk.ask(submit);
        assertThat(answer.get("result").isNull()).isTrue();
        return answer.get("error").toString();
    }

    private static Response.Pace paceOfAnswer(Talk talk) {
        return talk.last.stream().flatMap(effect -> effect instanceof Effect.Reply<?>(Response response)
                ? Stream.of(response.pace())
                : Stream.of()).findFirst().orElseThrow();
    }
}
