package io.sluice.mining.sv2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.candidate.HeldWork;
import io.sluice.mining.port.Effect;
import io.sluice.mining.testing.Workshop;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.mining.NewExtendedMiningJob;
import io.sluice.wire.mining.NewMiningJob;
import io.sluice.wire.mining.SetNewPrevHash;
import io.sluice.wire.mining.SetTarget;
import io.sluice.wire.mining.SubmitSharesSuccess;
import io.sluice.wire.mining.UpdateChannel;

/** The empty job for the next block, which channels hold ready: a new block costs each of them one small message. */
class HeldJobsTest {

    private static final ChainTip NOW = Workshop.tip(900_000, Workshop.HARD);
    private static final ChainTip NEXT = Workshop.tip(900_001, Workshop.HARD);
    private static final ChainTip NEXT_TO_MINE = Workshop.tip(900_001, Workshop.MINEABLE);

    private final Workshop workshop = Workshop.ofFixedDifficulty();
    private final HeldWork held = workshop.heldAfter(NOW);
    private final Talk talk = Talk.begin(workshop, workshop.poolWork(NOW, 3, held)).setUp();

    @Test
    void a_channel_is_told_to_hold_the_job_behind_its_first_start() {
        assertThat(Talk.replies(talk.say(Talk.openExtended("account.worker", Talk.RATE))).stream().skip(1))
                .hasExactlyElementsOfTypes(NewExtendedMiningJob.class, SetNewPrevHash.class,
                        NewExtendedMiningJob.class);
        List<Effect<Sv2Message>> standard = talk.say(Talk.openStandard("account.worker", Talk.RATE));
        assertThat(Talk.replies(standard).stream().skip(1))
                .hasExactlyElementsOfTypes(NewMiningJob.class, SetNewPrevHash.class, NewMiningJob.class);
        assertThat(Talk.replies(NewMiningJob.class, standard).getLast().minNtime()).isEmpty();
    }

    @Test
    void a_held_job_has_no_branches_and_a_coinbase_of_the_next_height() {
        NewExtendedMiningJob job = Talk.replies(NewExtendedMiningJob.class,
                talk.say(Talk.openExtended("account.worker", Talk.RATE))).getLast();

        assertThat(job.merklePath()).isEmpty();
        assertThat(job.coinbaseTxPrefix().toHex()).as("height 900001").contains("03a1bb0d");
    }

    @Test
    void more_work_on_the_same_tip_leaves_what_is_held() {
        talk.extendedMiner();

        assertThat(Talk.replies(work(workshop.poolWork(NOW, 5, held))))
                .hasExactlyElementsOfTypes(NewExtendedMiningJob.class);
    }

    @Test
    void a_new_block_is_one_message_and_the_work_behind_it_counts() {
        TestMiner extended = talk.extendedMiner();
        TestMiner standard = talk.standardMiner();

        List<Effect<Sv2Message>> effects = work(workshop.begin(held, NEXT));

        assertThat(Talk.replies(effects)).hasExactlyElementsOfTypes(SetNewPrevHash.class, SetNewPrevHash.class);
        submitsWell(extended.hearsEffects(effects));
        submitsWell(standard.hearsEffects(effects));
    }

    @Test
    void a_block_on_it_is_a_whole_one_of_a_single_transaction() {
        TestMiner miner = talk.extendedMiner();
        miner.hearsEffects(work(workshop.begin(held, NEXT_TO_MINE)));

        List<Effect<Sv2Message>> effects = talk.say(miner.share(
                miner.mine(miner.currentWork(), Workshop.MINEABLE.toTarget()::isMetBy)));

        assertThat(Talk.blocks(effects)).singleElement().satisfies(block -> {
            assertThat(block.candidate().template().transactions()).isEmpty();
            assertThat(block.candidate().tip()).isEqualTo(NEXT_TO_MINE);
        });
    }

    @Test
    void full_work_follows_as_an_active_job_and_then_the_next_to_hold() {
        TestMiner miner = talk.extendedMiner();
        miner.hearsEffects(work(workshop.begin(held, NEXT)));

        List<Effect<Sv2Message>> effects = work(workshop.poolWork(NEXT, 4, workshop.heldAfter(NEXT)));

        List<NewExtendedMiningJob> jobs = Talk.replies(NewExtendedMiningJob.class, effects);
        assertThat(Talk.replies(effects)).hasSameSizeAs(jobs).hasSize(2);
        assertThat(jobs.getFirst().minNtime()).isPresent();
        assertThat(jobs.getLast().minNtime()).isEmpty();
        submitsWell(miner.hearsEffects(effects));
    }

    @Test
    void what_was_held_for_another_height_or_other_terms_is_never_begun() {
        TestMiner miner = talk.extendedMiner();
        HeldWork other = workshop.heldAfter(NOW);

        List<Effect<Sv2Message>> effects = work(workshop.begin(other, NEXT));

        assertThat(Talk.replies(effects)).hasExactlyElementsOfTypes(NewExtendedMiningJob.class, SetNewPrevHash.class);
        submitsWell(miner.hearsEffects(effects));
    }

    @Test
    void a_reorganisation_to_the_same_height_begins_with_a_fresh_job() {
        TestMiner miner = talk.extendedMiner();
        ChainTip sibling = Workshop.sibling(NOW);

        List<Effect<Sv2Message>> effects = work(workshop.poolWork(sibling, 2, workshop.heldAfter(sibling)));

        assertThat(Talk.replies(effects)).hasExactlyElementsOfTypes(
                NewExtendedMiningJob.class, SetNewPrevHash.class, NewExtendedMiningJob.class);
        submitsWell(miner.hearsEffects(effects));
        assertThat(Talk.replies(work(workshop.begin(held, NEXT)))).as("forgotten with the call to begin")
                .hasExactlyElementsOfTypes(NewExtendedMiningJob.class, SetNewPrevHash.class);
    }

    @Test
    void other_terms_replace_what_is_held() {
        TestMiner miner = talk.extendedMiner();
        HeldWork other = workshop.heldAfter(NOW);

        miner.hearsEffects(work(workshop.poolWork(NOW, 6, other)));
        List<Effect<Sv2Message>> effects = work(workshop.begin(other, NEXT));

        assertThat(Talk.replies(effects)).hasExactlyElementsOfTypes(SetNewPrevHash.class);
        submitsWell(miner.hearsEffects(effects));
    }

    @Test
    void a_channel_whose_difficulty_has_changed_begins_with_a_fresh_job() {
        Workshop varying = new Workshop();
        HeldWork work = varying.heldAfter(NOW);
        Talk other = Talk.begin(varying, varying.poolWork(NOW, 3, work)).setUp();
        TestMiner miner = other.extendedMiner();
        miner.hearsEffects(other.say(
                new UpdateChannel(miner.channelId(), 64 * Talk.RATE, Target.EASIEST.toWire())));

        List<Effect<Sv2Message>> effects = other.connection().work(varying.begin(work, NEXT));

        assertThat(Talk.replies(effects)).hasExactlyElementsOfTypes(NewExtendedMiningJob.class, SetNewPrevHash.class);
        assertThat(miner.hearsEffects(effects).currentWork().target()).isEqualTo(miner.target());
    }

    @Test
    void at_the_next_work_such_a_channel_holds_a_job_of_its_new_difficulty() {
        Workshop varying = new Workshop();
        HeldWork work = varying.heldAfter(NOW);
        Talk other = Talk.begin(varying, varying.poolWork(NOW, 3, work)).setUp();
        TestMiner miner = other.extendedMiner();
        miner.hearsEffects(other.say(
                new UpdateChannel(miner.channelId(), 64 * Talk.RATE, Target.EASIEST.toWire())));

        miner.hearsEffects(other.connection().work(varying.poolWork(NOW, 5, work)));
        List<Effect<Sv2Message>> effects = other.connection().work(varying.begin(work, NEXT));

        assertThat(Talk.replies(effects)).hasExactlyElementsOfTypes(SetNewPrevHash.class);
        assertThat(Talk.replies(SetTarget.class, effects)).isEmpty();
    }

    private List<Effect<Sv2Message>> work(BlockCandidate candidate) {
        return talk.connection().work(candidate);
    }

    private void submitsWell(TestMiner miner) {
        talk.say(miner.goodShare());
        workshop.advanceMillis(2000);
        assertThat(Talk.replies(SubmitSharesSuccess.class, talk.connection().tick()))
                .anySatisfy(good -> assertThat(good.channelId()).isEqualTo(miner.channelId()));
    }
}
