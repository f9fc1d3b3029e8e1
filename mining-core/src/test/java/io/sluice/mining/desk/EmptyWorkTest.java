package io.sluice.mining.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.candidate.TipHeader;
import io.sluice.mining.desk.DeskSettings.PoolPolicy;
import io.sluice.mining.testing.CandidateFixtures;

/** Empty work for a new block: when it begins, what it pays, and when it may not be. */
class EmptyWorkTest {

    private final Desk pool = new Desk(PoolPolicy.REQUIRE, EmptyWork.AUTO).startWithPool(1);
    private final Desk solo = new Desk(PoolPolicy.NEVER, EmptyWork.AUTO).start();

    EmptyWorkTest() {
        pool.poolGrants(1);
        pool.news();
        solo.news();
    }

    @Test
    void for_a_pool_it_goes_out_right_before_the_full_work_in_a_place_of_its_own() {
        pool.newBlock(900_001);
        pool.poolGrants(1);

        assertThat(pool.news()).containsExactly(
                "- tip 900001", "publish 900001 new", "publish 900001", "publish 900001");
        BlockCandidate empty = pool.published.get(pool.published.size() - 3);
        assertThat(empty.template().transactions()).isEmpty();
        assertThat(empty.recipe().value()).isEqualTo(CandidateFixtures.SUBSIDY);
        assertThat(empty.recipe().outputs().isEmpty()).isTrue();
        assertThat(empty.recipe().baseScript()).isEqualTo(CandidateFixtures.POOL_SCRIPT);
        assertThat(pool.announced).as("the pool knows of each").isEqualTo(pool.published);
        assertThat(pool.announced).extracting(BlockCandidate::birth).doesNotHaveDuplicates();
    }

    @Test
    void solo_it_begins_with_the_header_alone() {
        headerIsAhead(solo, 900_001);

        assertThat(solo.news()).containsExactly("- tip 900001", "publish 900001 new");
        assertThat(solo.last().heldAs()).isPresent();
        assertThat(solo.last().recipe().baseScript()).isEqualTo(CandidateFixtures.OPERATOR_SCRIPT);

        solo.node.answer(solo.node.template);
        solo.loop.run();
        assertThat(solo.news()).containsExactly("publish 900001");
        assertThat(solo.last().template()).isEqualTo(solo.node.template);
    }

    @Test
    void for_a_pool_it_begins_with_the_header_only_where_the_operator_wants_it() {
        Desk eager = new Desk(PoolPolicy.REQUIRE, EmptyWork.TIP).startWithPool(1);
        eager.poolGrants(1);
        eager.news();

        headerIsAhead(pool, 900_001);
        headerIsAhead(eager, 900_001);
        pool.poolGrants(1);
        eager.poolGrants(1);

        assertThat(pool.news()).containsExactly("- tip 900001");
        assertThat(eager.news()).containsExactly("- tip 900001", "publish 900001 new");
        assertThat(eager.pool.tips).extracting(ChainTip::height).contains(900_001);
    }

    @Test
    void it_is_what_the_work_before_told_miners_to_hold() {
        BlockCandidate before = pool.last();
        pool.newBlock(900_001);
        pool.poolGrants(1);

        BlockCandidate empty = pool.published.get(pool.published.size() - 3);
        assertThat(empty.heldAs()).isEqualTo(before.next()).isPresent();
        assertThat(pool.last().next()).as("held for the block after").isPresent()
                .isNotEqualTo(before.next());
    }

    @Test
    void nothing_is_held_where_the_subsidy_is_not_what_we_reckon() {
        BlockTemplate fees = CandidateFixtures.template(Desk.tip(900_000), 2);
        solo.node.template = new BlockTemplate(fees.tip(), fees.version(), fees.curTime(), fees.coinbaseValue() - 1,
                fees.sizeLimit(), fees.weightLimit(), fees.sigopLimit(), fees.transactions(),
                fees.witnessCommitment(), fees.merklePath());
        Desk other = new Desk(PoolPolicy.NEVER, EmptyWork.AUTO);
        other.node.template = solo.node.template;
        other.start();

        assertThat(other.last().next()).isEmpty();
    }

    @Test
    void nothing_is_held_before_a_halving() {
        Desk other = new Desk(PoolPolicy.NEVER, EmptyWork.AUTO);
        other.node.template = CandidateFixtures.template(Desk.tip(1_049_999), 0);
        other.start();

        assertThat(other.last().next()).isEmpty();
    }

    @Test
    void where_the_target_may_change_it_waits_for_the_template() {
        Desk other = new Desk(PoolPolicy.NEVER, EmptyWork.TIP);
        other.node.template = CandidateFixtures.template(Desk.tip(901_151), 2);
        other.start();
        other.news();

        headerIsAhead(other, 901_152);

        assertThat(other.news()).as("901152 is 447 times 2016").isEmpty();
    }

    @Test
    void a_template_that_contradicts_what_was_foreseen_keeps_it_back() {
        BlockTemplate real = CandidateFixtures.template(Desk.tip(900_001), 2);
        pool.node.template = new BlockTemplate(real.tip(), 0x2000_0001, real.curTime(), real.coinbaseValue(),
                real.sizeLimit(), real.weightLimit(), real.sigopLimit(), real.transactions(),
                real.witnessCommitment(), real.merklePath());
        pool.desk.notifyBlock();
        pool.loop.run();
        pool.poolGrants(1);

        assertThat(pool.news()).containsExactly("- tip 900001", "publish 900001 new", "publish 900001");
    }

    @Test
    void a_reorganisation_or_a_jump_by_two_has_no_use_for_it() {
        pool.newBlock(900_002);
        pool.poolGrants(1);

        assertThat(pool.news()).containsExactly("- tip 900002", "publish 900002 new", "publish 900002");
    }

    @Test
    void other_terms_of_the_pool_make_it_void() {
        pool.poolReady(2);
        pool.poolGrants(2);
        BlockCandidate now = pool.last();
        pool.news();

        assertThat(now.next()).isPresent().isNotEqualTo(pool.published.getFirst().next());
        pool.newBlock(900_001);
        pool.poolGrants(2);
        assertThat(pool.published.get(pool.published.size() - 3).heldAs()).isEqualTo(now.next());
    }

    @Test
    void a_template_that_is_older_than_the_header_leads_nobody_back() {
        BlockTemplate before = solo.node.template;
        headerIsAhead(solo, 900_001);
        solo.news();

        solo.node.answer(before);
        solo.loop.run();
        assertThat(solo.news()).isEmpty();

        solo.node.answer(solo.node.template);
        solo.loop.run();
        assertThat(solo.news()).as("it is asked again").containsExactly("publish 900001");
    }

    @Test
    void a_reorganisation_back_to_where_the_header_led_away_from_is_followed() {
        BlockTemplate before = solo.node.template;
        headerIsAhead(solo, 900_001);
        solo.node.answer(solo.node.template);
        solo.loop.run();
        solo.news();

        solo.node.silent = false;
        solo.node.header = Optional.empty();
        solo.node.template = before;
        solo.loop.advanceSeconds(2);

        assertThat(solo.news()).contains("publish 900000 new");
    }

    @Test
    void switched_off_there_is_none() {
        Desk other = new Desk(PoolPolicy.REQUIRE, EmptyWork.OFF).startWithPool(1);
        other.poolGrants(1);
        other.news();

        other.newBlock(900_001);
        other.poolGrants(1);

        assertThat(other.node.headersAsked).isZero();
        assertThat(other.news()).containsExactly("- tip 900001", "publish 900001 new", "publish 900001");
        assertThat(other.last().next()).isEmpty();
    }

    /** The node has a new block and says so, and its template takes long. */
    private static void headerIsAhead(Desk desk, int height) {
        BlockTemplate next = CandidateFixtures.template(Desk.tip(height), 2);
        desk.node.template = next;
        desk.node.silent = true;
        desk.node.header = Optional.of(new TipHeader(next.tip().prevHash(), height - 1, next.tip().nBits(),
                next.tip().minNtime() - 1));
        desk.desk.notifyBlock();
        desk.loop.run();
    }
}
