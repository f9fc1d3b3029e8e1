package io.sluice.mining.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.candidate.Birth;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.CoinbaseClass;
import io.sluice.mining.desk.DeskSettings.PoolPolicy;
import io.sluice.mining.port.PoolTerms;
import io.sluice.mining.port.Upstream.WorkGrant;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.wire.type.Bytes;

/** What is mined when: node, pool and clock are moved by hand. */
class CandidateDeskTest {

    private final Desk desk = new Desk(PoolPolicy.REQUIRE);

    @Test
    void without_a_pool_wanted_there_is_work_as_soon_as_the_node_answers() {
        Desk solo = new Desk(PoolPolicy.NEVER).start();

        assertThat(solo.news()).containsExactly("- tip 900000", "publish 900000 new");
        assertThat(solo.last().birth()).isInstanceOf(Birth.Solo.class);
        assertThat(solo.last().recipe().baseScript()).isEqualTo(CandidateFixtures.OPERATOR_SCRIPT);
        assertThat(solo.last().recipe().primeId()).isEmpty();
        assertThat(solo.announced).isEmpty();
    }

    @Test
    void first_work_for_a_pool_waits_for_it_and_goes_to_its_script() {
        desk.start();
        assertThat(desk.news()).containsExactly("- tip 900000");

        desk.poolReady(1);
        desk.poolGrants(1);

        assertThat(desk.news()).containsExactly("- pool ready 1", "publish 900000 new", "publish 900000");
        assertThat(desk.published.getFirst().recipe().outputs().isEmpty()).isTrue();
        assertThat(desk.last().recipe().outputs().payouts()).hasSize(3);
        assertThat(desk.last().recipe().baseScript()).isEqualTo(CandidateFixtures.POOL_SCRIPT);
        assertThat(desk.last().minimumCommitment().exponent()).isEqualTo(14);
        assertThat(desk.announced).as("the pool link knows all, in order").isEqualTo(desk.published);
    }

    @Test
    void a_pool_that_is_ready_before_the_node_answers_is_asked_once_there_is_a_template() {
        desk.node.silent = true;
        desk.startWithPool(1);
        assertThat(desk.pool.asked).isEmpty();

        desk.node.answer(desk.node.template);
        desk.loop.run();

        assertThat(desk.pool.asked).hasSize(2);
    }

    @Test
    void a_new_block_is_answered_twice_at_once_without_payouts_and_again_with_them() {
        desk.startWithPool(1).poolGrants(1);
        desk.news();

        desk.newBlock(900_001);
        assertThat(desk.pool.asked).hasSize(2);
        assertThat(desk.pool.asked).allMatch(asked -> asked.request().tip().height() == 900_001);
        assertThat(desk.pool.asked.getFirst().request().outputs()).isFalse();
        assertThat(desk.pool.asked.getFirst().request().urgent()).as("may push out the oldest job").isTrue();
        assertThat(desk.pool.asked.getLast().request().outputs()).isTrue();
        desk.pool.grant(desk.pool.asked.remove(), 1);
        desk.loop.run();

        assertThat(desk.news()).containsExactly("- tip 900001", "publish 900001 new");
        assertThat(desk.last().coinbase(CoinbaseClass.DEFAULT).payouts()).isEmpty();
        desk.poolGrants(1);
        assertThat(desk.news()).containsExactly("publish 900001");
        assertThat(desk.last().coinbase(CoinbaseClass.DEFAULT).payouts()).isNotEmpty();
    }

    @Test
    void the_desk_notices_a_new_block_by_itself_within_a_poll() {
        Desk solo = new Desk(PoolPolicy.NEVER).start();
        solo.news();
        solo.loop.advanceSeconds(5);
        assertThat(solo.news()).isEmpty();

        solo.node.template = CandidateFixtures.template(Desk.tip(900_001), 2);
        solo.loop.advanceSeconds(1);

        assertThat(solo.news()).containsExactly("- tip 900001", "publish 900001 new");
    }

    @Test
    void a_reorganisation_to_the_same_height_and_a_jump_by_two_are_new_blocks() {
        Desk solo = new Desk(PoolPolicy.NEVER).start();
        solo.news();
        solo.node.template = CandidateFixtures.template(CandidateFixtures.tip(900_000, 1), 2);
        solo.loop.advanceSeconds(1);
        assertThat(solo.news()).containsExactly("- tip 900000", "publish 900000 new");
        solo.newBlock(900_002);
        assertThat(solo.news()).containsExactly("- tip 900002", "publish 900002 new");
    }

    @Test
    void every_thirty_seconds_there_is_a_fresh_template_which_voids_nothing() {
        desk.startWithPool(1).poolGrants(1);
        desk.news();
        for (int i = 0; i < 3; i++) {
            desk.loop.advanceSeconds(30);
            assertThat(desk.pool.asked).as("an update is answered once").hasSize(1);
            assertThat(desk.pool.asked.getFirst().request().urgent()).isFalse();
            desk.poolGrants(1);
            assertThat(desk.news()).containsExactly("publish 900000");
        }
    }

    @Test
    void no_two_candidates_of_one_value_can_be_hashed_to_the_same_header() {
        desk.startWithPool(1).poolGrants(1);
        for (int i = 0; i < 5; i++) {
            desk.loop.advanceSeconds(30);
            desk.poolGrants(1);
        }
        assertThat(desk.published.stream().map(BlockCandidate::id).collect(Collectors.toSet())).hasSize(7);
        assertThat(desk.published.stream().map(candidate -> candidate.recipe().jobPrefix())
                .collect(Collectors.toSet())).hasSize(7);
    }

    @Test
    void while_the_pool_has_no_place_the_miners_stay_at_what_they_have() {
        desk.startWithPool(1).poolGrants(1);
        desk.news();
        desk.loop.advanceSeconds(30);
        desk.pool.asked.remove().answer().accept(new WorkGrant.Refused("all slots are taken"));
        desk.loop.run();

        assertThat(desk.news()).containsExactly("- no place: all slots are taken");
    }

    @Test
    void grants_of_an_old_round_are_dropped() {
        desk.startWithPool(1);
        List<Desk.FakePool.Asked> old = List.copyOf(desk.pool.asked);
        desk.pool.asked.clear();
        desk.newBlock(900_001);
        desk.news();

        old.forEach(asked -> desk.pool.grant(asked, 1));
        desk.loop.run();
        assertThat(desk.news()).as("they are for the block of before").isEmpty();
        assertThat(desk.announced).isEmpty();
        desk.poolGrants(1);
        assertThat(desk.news()).containsExactly("publish 900001 new", "publish 900001");
    }

    @Test
    void an_update_right_behind_a_new_block_does_not_make_miners_wait_for_the_list() {
        desk.startWithPool(1).poolGrants(1);
        desk.newBlock(900_001);
        desk.pool.asked.clear();
        desk.desk.notifyBlock();
        desk.loop.run();

        assertThat(desk.pool.asked).extracting(asked -> asked.request().outputs()).containsExactly(false, true);
    }

    @Test
    void a_grant_that_comes_after_the_pool_went_away_is_dropped() {
        desk.startWithPool(1).poolAway();
        desk.news();
        desk.poolGrants(1);
        assertThat(desk.news()).isEmpty();
    }

    @Test
    void when_the_pool_stays_away_miners_are_let_go_after_thirty_seconds() {
        desk.startWithPool(1).poolGrants(1);
        desk.poolAway();
        desk.news();
        desk.loop.advanceSeconds(29);
        assertThat(desk.news()).isEmpty();

        desk.loop.advanceSeconds(2);

        List<String> news = desk.news();
        assertThat(news).hasSize(2);
        assertThat(news.getFirst()).isEqualTo("- withheld");
        assertThat(news.getLast()).startsWith("withhold: ").contains("30 s").contains("the line is dead");
        desk.loop.advanceSeconds(300);
        assertThat(desk.news()).as("said once").isEmpty();
    }

    @Test
    void a_short_absence_of_the_pool_stops_nobody() {
        desk.startWithPool(1).poolGrants(1);
        desk.loop.advanceSeconds(1);
        desk.poolAway();
        desk.loop.advanceSeconds(20);
        desk.news();
        desk.poolReady(1);
        desk.poolGrants(1);

        assertThat(desk.news()).as("the same session goes on").containsExactly(
                "- pool ready 1", "publish 900000", "publish 900000");
        desk.loop.advanceSeconds(29);
        desk.poolAway();
        desk.loop.advanceSeconds(20);
        assertThat(desk.news()).as("patience begins anew").noneMatch(line -> line.startsWith("withhold"));
    }

    @Test
    void the_patience_runs_from_the_first_bad_news() {
        desk.startWithPool(1).poolGrants(1);
        desk.poolAway();
        for (int i = 0; i < 10; i++) {
            desk.loop.advanceSeconds(4);
            desk.poolAway();
        }
        assertThat(desk.news()).anyMatch(line -> line.startsWith("withhold"));
    }

    @Test
    void a_new_block_while_the_pool_is_away_is_worked_on_under_the_terms_it_told_last() {
        desk.startWithPool(1).poolGrants(1);
        desk.poolAway();
        desk.news();
        desk.newBlock(900_001);

        assertThat(desk.pool.asked).as("nobody can be asked whom to pay").singleElement()
                .satisfies(asked -> assertThat(asked.request().outputs()).isFalse());
        desk.poolGrants(1);
        assertThat(desk.news()).as("old work is void, and nobody is let go")
                .containsExactly("- tip 900001", "publish 900001 new");
        assertThat(desk.last().recipe().baseScript()).isEqualTo(CandidateFixtures.POOL_SCRIPT);
        assertThat(desk.last().coinbase(CoinbaseClass.DEFAULT).payouts()).isEmpty();
        assertThat(desk.announced).isEqualTo(desk.published);

        desk.poolReady(1);
        desk.poolGrants(1);
        assertThat(desk.news()).as("the same session goes on").containsExactly(
                "- pool ready 1", "publish 900001", "publish 900001");
    }

    @Test
    void the_pool_link_hears_of_every_new_block_and_of_no_update_whether_the_pool_is_there_or_not() {
        desk.startWithPool(1).poolGrants(1);
        desk.poolAway();
        desk.loop.advanceSeconds(61);
        desk.newBlock(900_001);

        assertThat(desk.pool.tips).extracting(tip -> tip.height()).containsExactly(900_000, 900_001);
    }

    @Test
    void a_new_block_does_not_prolong_the_patience_with_a_pool_that_is_away() {
        for (PoolPolicy policy : new PoolPolicy[]{PoolPolicy.REQUIRE, PoolPolicy.PREFER}) {
            Desk waiting = new Desk(policy).startWithPool(1);
            waiting.poolGrants(1);
            waiting.poolAway();
            waiting.loop.advanceSeconds(20);
            waiting.newBlock(900_001);
            waiting.poolGrants(1);
            waiting.loop.advanceSeconds(9);
            waiting.news();

            waiting.loop.advanceSeconds(2);
            assertThat(waiting.news().getFirst()).startsWith(
                    policy == PoolPolicy.REQUIRE ? "- withheld" : "- solo: the pool is away for 30 s");
        }
    }

    @Test
    void a_pool_that_goes_away_before_it_gave_a_place_on_the_new_block_is_asked_once_more() {
        desk.startWithPool(1).poolGrants(1);
        desk.newBlock(900_001);
        desk.poolAway();
        assertThat(desk.pool.asked).hasSize(3);
        desk.news();
        desk.poolGrants(1);

        assertThat(desk.news()).as("what was asked before counts for nothing").containsExactly("publish 900001 new");
    }

    @Test
    void repeated_bad_news_of_the_pool_makes_no_work_and_voids_no_question() {
        desk.startWithPool(1).poolGrants(1);
        desk.poolAway();
        desk.newBlock(900_001);
        desk.news();
        desk.poolAway();
        assertThat(desk.pool.asked).hasSize(1);
        desk.poolGrants(1);

        assertThat(desk.news()).containsExactly("publish 900001 new");
    }

    @Test
    void who_was_let_go_gets_no_work_for_a_pool_that_is_away() {
        desk.startWithPool(1).poolGrants(1);
        desk.poolAway();
        desk.loop.advanceSeconds(31);
        desk.news();
        desk.newBlock(900_001);

        assertThat(desk.pool.asked).isEmpty();
        assertThat(desk.news()).containsExactly("- tip 900001");
    }

    @Test
    void a_place_that_comes_when_miners_were_let_go_already_is_not_used() {
        desk.startWithPool(1).poolGrants(1);
        desk.poolAway();
        desk.newBlock(900_001);
        desk.loop.advanceSeconds(31);
        desk.news();
        desk.poolGrants(1);

        assertThat(desk.news()).isEmpty();
    }

    @Test
    void miners_are_called_back_when_the_pool_is_back() {
        desk.startWithPool(1).poolGrants(1);
        desk.poolAway();
        desk.loop.advanceSeconds(40);
        desk.news();

        desk.poolReady(2);
        desk.poolGrants(2);

        assertThat(desk.news()).containsExactly("- pool ready 2", "publish 900000 new", "publish 900000");
    }

    @Test
    void work_of_another_session_voids_what_miners_have() {
        desk.startWithPool(1).poolGrants(1);
        desk.poolAway();
        desk.news();
        desk.poolReady(2);
        desk.poolGrants(2);

        assertThat(desk.news()).containsExactly("- pool ready 2", "publish 900000 new", "publish 900000");
        assertThat(desk.last().birth()).isEqualTo(
                new Birth.Pool(2, ((Birth.Pool) desk.last().birth()).slot(), Desk.terms(2).minimum()));
    }

    @Test
    void the_same_terms_again_change_nothing_and_other_terms_make_work_anew() {
        desk.startWithPool(1).poolGrants(1);
        desk.news();
        desk.poolReady(1);
        assertThat(desk.pool.asked).isEmpty();
        assertThat(desk.news()).isEmpty();
        desk.poolReady(2);
        assertThat(desk.pool.asked).hasSize(2);
    }

    @Test
    void other_terms_in_the_same_session_make_work_anew_and_leave_old_work_good() {
        desk.startWithPool(1).poolGrants(1);
        desk.news();
        PoolTerms raised = new PoolTerms(1, CandidateFixtures.OPERATOR_SCRIPT, 7, Bytes.utf8("POOL"),
                new ProofOfTarget(17));
        desk.desk.poolReady(raised);
        desk.loop.run();
        desk.poolGrants(1);

        assertThat(desk.news()).containsExactly("- pool ready 1", "publish 900000", "publish 900000");
        assertThat(desk.last().recipe().baseScript()).isEqualTo(CandidateFixtures.OPERATOR_SCRIPT);
        assertThat(desk.last().minimumCommitment().exponent()).isEqualTo(17);
        assertThat(desk.published.get(1).minimumCommitment().exponent()).as("fixed at birth").isEqualTo(14);
    }

    @Test
    void who_prefers_the_pool_works_alone_meanwhile_and_goes_back() {
        Desk prefer = new Desk(PoolPolicy.PREFER).startWithPool(1);
        prefer.poolGrants(1);
        prefer.poolAway();
        prefer.news();
        prefer.loop.advanceSeconds(31);

        List<String> news = prefer.news();
        assertThat(news.getFirst()).startsWith("- solo: the pool is away for 30 s");
        assertThat(news.get(1)).isEqualTo("publish 900000 new");
        assertThat(prefer.last().birth()).isInstanceOf(Birth.Solo.class);
        assertThat(prefer.last().recipe().baseScript()).isEqualTo(CandidateFixtures.OPERATOR_SCRIPT);

        prefer.loop.advanceSeconds(60);
        assertThat(prefer.news()).as("solo work is refreshed, and nobody is told twice")
                .isNotEmpty().containsOnly("publish 900000");
        prefer.newBlock(900_001);
        assertThat(prefer.news()).containsExactly("- tip 900001", "publish 900001 new");

        prefer.loop.advanceSeconds(5);
        prefer.poolReady(2);
        prefer.loop.advanceSeconds(60);
        prefer.poolGrants(2);
        assertThat(prefer.news()).endsWith("- pool ready 2", "publish 900001 new", "publish 900001");
        assertThat(prefer.last().birth()).isInstanceOf(Birth.Pool.class);
    }

    @Test
    void who_prefers_the_pool_goes_back_to_it_only_when_it_has_stayed_for_a_minute() {
        Desk prefer = workingAlone();
        prefer.poolReady(2);
        assertThat(prefer.news()).containsExactly("- pool back, on trial for 60 s");
        prefer.loop.advanceSeconds(59);
        assertThat(prefer.pool.asked).isEmpty();
        assertThat(prefer.news()).as("solo work is refreshed meanwhile").isNotEmpty().containsOnly("publish 900000");

        prefer.loop.advanceSeconds(1);
        assertThat(prefer.pool.asked).hasSize(2);
        prefer.poolGrants(2);
        assertThat(prefer.news()).containsSubsequence("- pool ready 2", "publish 900000 new", "publish 900000");
        assertThat(prefer.last().birth()).isInstanceOf(Birth.Pool.class);
    }

    @Test
    void a_pool_that_goes_away_during_its_minute_begins_it_anew() {
        Desk prefer = workingAlone();
        for (int i = 0; i < 5; i++) {
            prefer.poolReady(2);
            prefer.loop.advanceSeconds(50);
            prefer.poolAway();
            prefer.loop.advanceSeconds(5);
        }
        assertThat(prefer.pool.asked).isEmpty();
        assertThat(prefer.news()).noneMatch(line -> line.startsWith("- solo") || line.endsWith("new"));
        prefer.poolReady(2);
        prefer.loop.advanceSeconds(60);
        assertThat(prefer.pool.asked).isNotEmpty();
    }

    @Test
    void other_terms_during_its_minute_do_not_begin_it_anew_and_are_those_that_count() {
        Desk prefer = workingAlone();
        prefer.poolReady(2);
        prefer.loop.advanceSeconds(30);
        prefer.poolReady(3);
        prefer.loop.advanceSeconds(30);
        prefer.poolGrants(3);

        assertThat(prefer.last().birth()).isInstanceOfSatisfying(
                Birth.Pool.class, birth -> assertThat(birth.session()).isEqualTo(3));
    }

    @Test
    void a_pool_that_was_never_there_before_has_nothing_to_prove() {
        Desk prefer = new Desk(PoolPolicy.PREFER).start();
        prefer.loop.advanceSeconds(40);
        assertThat(prefer.last().birth()).isInstanceOf(Birth.Solo.class);
        prefer.news();
        prefer.poolReady(1);
        prefer.poolGrants(1);

        assertThat(prefer.news()).containsExactly("- pool ready 1", "publish 900000 new", "publish 900000");
    }

    @Test
    void a_short_absence_is_no_reason_for_a_trial() {
        Desk prefer = new Desk(PoolPolicy.PREFER).startWithPool(1);
        prefer.poolGrants(1);
        prefer.poolAway();
        prefer.loop.advanceSeconds(10);
        prefer.news();
        prefer.poolReady(1);

        assertThat(prefer.news()).containsExactly("- pool ready 1");
    }

    @Test
    void who_has_no_work_at_all_does_not_wait_for_the_minute() {
        Desk prefer = workingAlone();
        prefer.node.down = true;
        prefer.loop.advanceSeconds(119);
        prefer.poolReady(2);
        prefer.loop.advanceSeconds(5);
        assertThat(prefer.news()).anyMatch(line -> line.startsWith("withhold: no fresh work"));
        prefer.node.down = false;
        prefer.loop.advanceSeconds(1);
        prefer.poolGrants(2);

        assertThat(prefer.last().birth()).isInstanceOf(Birth.Pool.class);
    }

    /** Prefers the pool, had it, and has lost it for more than the patience. */
    private static Desk workingAlone() {
        Desk prefer = new Desk(PoolPolicy.PREFER).startWithPool(1);
        prefer.poolGrants(1);
        prefer.poolAway();
        prefer.loop.advanceSeconds(31);
        assertThat(prefer.last().birth()).isInstanceOf(Birth.Solo.class);
        prefer.pool.asked.clear();
        prefer.news();
        return prefer;
    }

    @Test
    void who_prefers_a_pool_that_never_comes_works_alone_after_the_patience() {
        Desk prefer = new Desk(PoolPolicy.PREFER).start();
        prefer.news();
        prefer.loop.advanceSeconds(29);
        assertThat(prefer.published).isEmpty();
        prefer.loop.advanceSeconds(2);
        assertThat(prefer.last().birth()).isInstanceOf(Birth.Solo.class);
    }

    @Test
    void work_that_nobody_renews_is_withheld_after_two_minutes_and_comes_back_with_the_node() {
        Desk solo = new Desk(PoolPolicy.NEVER).start();
        solo.node.down = true;
        solo.loop.advanceSeconds(119);
        assertThat(solo.news()).noneMatch(line -> line.startsWith("withhold"));
        solo.loop.advanceSeconds(3);
        assertThat(solo.news()).filteredOn(line -> line.startsWith("withhold"))
                .containsExactly("withhold: no fresh work for 121 s");
        solo.loop.advanceSeconds(60);
        assertThat(solo.news()).containsOnly("- node failed: the node does not answer");

        solo.node.down = false;
        solo.loop.advanceSeconds(31);
        assertThat(solo.news()).contains("publish 900000 new");
    }

    @Test
    void a_node_that_is_down_at_the_start_is_asked_again() {
        Desk solo = new Desk(PoolPolicy.NEVER);
        solo.node.down = true;
        solo.start();
        assertThat(solo.news()).containsExactly("- node failed: the node does not answer");
        solo.node.down = false;
        solo.loop.advanceSeconds(31);
        assertThat(solo.last().tip().height()).isEqualTo(900_000);
    }

    @Test
    void a_node_that_never_answers_one_question_is_asked_again_and_its_late_answer_is_not_taken() {
        Desk solo = new Desk(PoolPolicy.NEVER).start();
        BlockTemplate old = solo.node.template;
        solo.node.silent = true;
        solo.loop.advanceSeconds(31);
        CompletableFuture<BlockTemplate> lost = solo.node.unanswered;
        solo.node.silent = false;
        solo.node.template = CandidateFixtures.template(Desk.tip(900_001), 2);
        solo.loop.advanceSeconds(121);
        assertThat(solo.last().tip().height()).isEqualTo(900_001);

        solo.news();
        lost.complete(old);
        solo.loop.run();
        assertThat(solo.news()).isEmpty();
    }

    @Test
    void a_notice_during_a_question_asks_once_more_since_the_answer_may_be_older() {
        Desk solo = new Desk(PoolPolicy.NEVER).start();
        solo.node.silent = true;
        solo.desk.notifyBlock();
        solo.loop.run();
        int asked = solo.node.asked;
        solo.desk.notifyBlock();
        solo.desk.blockNotified();
        solo.loop.run();
        assertThat(solo.node.asked).isEqualTo(asked);
        solo.node.silent = false;
        solo.node.answer(solo.node.template);
        solo.loop.run();
        assertThat(solo.node.asked).isEqualTo(asked + 1);
    }

    @Test
    void solo_work_has_the_operators_tags_and_all_of_the_value() {
        BlockCandidate work = new Desk(PoolPolicy.NEVER).start().last();
        assertThat(work.recipe().primaryTag()).isEqualTo(Bytes.utf8("solo"));
        assertThat(work.recipe().value()).isEqualTo(work.template().coinbaseValue());
        assertThat(work.coinbase(CoinbaseClass.BLANK).remainder()).isEqualTo(work.template().coinbaseValue());
    }

    @Test
    void once_stopped_nothing_brings_work_back() {
        Desk solo = new Desk(PoolPolicy.NEVER).start();
        solo.news();
        CompletionStage<Void> stopped = solo.desk.stop("the operator");
        assertThat(stopped).isNotDone();
        solo.newBlock(900_001);
        assertThat(stopped).isCompleted();
        solo.loop.advanceSeconds(300);

        assertThat(solo.news()).containsExactly("- withheld", "withhold: the operator", "- tip 900001");
    }

    @Test
    void a_pool_that_comes_back_does_not_make_old_work_new() {
        desk.startWithPool(1).poolGrants(1);
        desk.node.down = true;
        desk.poolAway();
        desk.loop.advanceSeconds(125);
        desk.news();
        desk.pool.asked.clear();

        desk.poolReady(2);
        assertThat(desk.pool.asked).as("the template is older than work may be").isEmpty();
        desk.node.down = false;
        desk.loop.advanceSeconds(1);
        assertThat(desk.pool.asked).isNotEmpty();
    }

    @Test
    void a_node_that_was_away_is_asked_for_work_as_soon_as_it_is_back() {
        Desk solo = new Desk(PoolPolicy.NEVER);
        solo.node.down = true;
        solo.start();
        solo.loop.advanceSeconds(3);
        solo.news();
        solo.node.down = false;
        solo.loop.advanceSeconds(1);

        assertThat(solo.news()).containsExactly("- tip 900000", "publish 900000 new");
    }
}
