package io.sluice.mining.sv2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.candidate.HeldWork;
import io.sluice.mining.port.Effect;
import io.sluice.mining.testing.Workshop;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.mining.CloseChannel;
import io.sluice.wire.mining.NewExtendedMiningJob;
import io.sluice.wire.mining.NewMiningJob;
import io.sluice.wire.mining.SetGroupChannel;
import io.sluice.wire.mining.SetNewPrevHash;
import io.sluice.wire.mining.SetTarget;
import io.sluice.wire.mining.SubmitSharesError;
import io.sluice.wire.mining.UpdateChannel;
import io.sluice.wire.type.Str255;

/** SV2 5.1.3: the extended channels of a large proxy hear of work together. */
class GroupsTest {

    private static final ChainTip NOW = Workshop.tip(900_000, Workshop.HARD);
    private static final ChainTip NEXT = Workshop.tip(900_001, Workshop.HARD);

    private final Workshop workshop = new Workshop();
    private final HeldWork held = workshop.heldAfter(NOW);
    private final Talk talk = Talk.begin(workshop, workshop.poolWork(NOW, 3, held)).setUp();
    private final List<TestMiner> miners = new ArrayList<>();

    @Test
    void few_channels_are_spoken_to_one_by_one() {
        open(Groups.WORTH_IT - 1);

        assertThat(Talk.replies(NewExtendedMiningJob.class, work(workshop.poolWork(NOW, 5, held))))
                .extracting(NewExtendedMiningJob::channelId)
                .containsExactlyElementsOf(miners.stream().map(TestMiner::channelId).toList());
    }

    @Test
    void many_take_one_job_and_each_finds_good_shares_on_it() {
        open(Groups.WORTH_IT);

        List<Effect<Sv2Message>> effects = work(workshop.poolWork(NOW, 5, held));

        assertThat(Talk.replies(effects)).hasExactlyElementsOfTypes(
                NewExtendedMiningJob.class, NewExtendedMiningJob.class);
        assertThat(Talk.replies(NewExtendedMiningJob.class, effects)).extracting(NewExtendedMiningJob::channelId)
                .containsOnly(miners.getFirst().group());
        allSubmitWell();
    }

    @Test
    void a_group_is_nobodys_channel() {
        open(Groups.WORTH_IT);

        assertThat(miners).extracting(TestMiner::group).doesNotContainAnyElementsOf(
                miners.stream().map(TestMiner::channelId).toList());
    }

    @Test
    void a_new_block_is_one_message_for_the_whole_group() {
        open(20);
        work(workshop.poolWork(NOW, 5, held));

        List<Effect<Sv2Message>> effects = work(workshop.begin(held, NEXT));

        assertThat(Talk.replies(effects)).hasExactlyElementsOfTypes(SetNewPrevHash.class);
        assertThat(miners).allSatisfy(miner -> assertThat(miner.currentWork().start().prevHash())
                .isEqualTo(NEXT.prevHash()));
        allSubmitWell();
    }

    @Test
    void a_channel_that_came_later_makes_the_group_begin_with_a_fresh_job() {
        open(Groups.WORTH_IT);
        work(workshop.poolWork(NOW, 5, held));
        open(1);

        List<Effect<Sv2Message>> effects = work(workshop.begin(held, NEXT));

        assertThat(Talk.replies(effects)).hasExactlyElementsOfTypes(NewExtendedMiningJob.class, SetNewPrevHash.class);
        allSubmitWell();
    }

    @Test
    void a_channel_whose_difficulty_moves_changes_its_group_with_the_next_work() {
        open(Groups.WORTH_IT);
        work(workshop.poolWork(NOW, 5, held));
        TestMiner mover = miners.get(3);
        long before = mover.group();

        List<Effect<Sv2Message>> alone = faster(mover);
        assertThat(Talk.reply(NewExtendedMiningJob.class, alone).channelId()).isEqualTo(mover.channelId());
        List<Effect<Sv2Message>> effects = work(workshop.poolWork(NOW, 6, held));

        SetGroupChannel change = Talk.reply(SetGroupChannel.class, effects);
        assertThat(Talk.replies(effects).getFirst()).as("before any job").isEqualTo(change);
        assertThat(change.channelIds()).containsExactly(mover.channelId());
        assertThat(change.groupChannelId()).isNotEqualTo(before).isEqualTo(mover.group());
        assertThat(Talk.replies(SetTarget.class, effects)).as("told when it moved").isEmpty();
        allSubmitWell();
    }

    @Test
    void a_new_block_right_after_a_move_reaches_everybody_with_work_that_counts() {
        open(Groups.WORTH_IT);
        work(workshop.poolWork(NOW, 5, held));
        faster(miners.get(2));

        work(workshop.begin(held, NEXT));

        assertThat(miners).allSatisfy(miner -> assertThat(miner.currentWork().start().prevHash())
                .isEqualTo(NEXT.prevHash()));
        allSubmitWell();
    }

    @Test
    void standard_channels_beside_them_keep_jobs_of_their_own() {
        open(Groups.WORTH_IT);
        TestMiner standard = talk.standardMiner();

        List<Effect<Sv2Message>> effects = work(workshop.poolWork(NOW, 5, held));
        standard.hearsEffects(effects);

        assertThat(miners).extracting(TestMiner::group).doesNotContain(standard.group());
        assertThat(Talk.replies(NewMiningJob.class, effects)).extracting(NewMiningJob::channelId)
                .containsOnly(standard.channelId());
    }

    @Test
    void closing_a_group_closes_its_members_alone() {
        open(Groups.WORTH_IT);
        TestMiner standard = talk.standardMiner();
        TestMiner mover = miners.remove(0);
        faster(mover);
        mover.hearsEffects(work(workshop.poolWork(NOW, 5, held)));

        talk.say(new CloseChannel(miners.getFirst().group(), Str255.of("bye")));

        assertThat(Talk.replies(SubmitSharesError.class, talk.say(miners.getFirst().goodShare()))).hasSize(1);
        assertThat(Talk.replies(SubmitSharesError.class, talk.say(standard.goodShare()))).isEmpty();
        assertThat(Talk.replies(SubmitSharesError.class, talk.say(mover.goodShare()))).isEmpty();
    }

    private void open(int count) {
        IntStream.range(0, count).forEach(_ -> miners.add(talk.extendedMiner()));
    }

    private List<Effect<Sv2Message>> faster(TestMiner miner) {
        List<Effect<Sv2Message>> effects = talk.say(
                new UpdateChannel(miner.channelId(), 8 * Talk.RATE, Target.EASIEST.toWire()));
        miner.hearsEffects(effects);
        return effects;
    }

    private List<Effect<Sv2Message>> work(BlockCandidate candidate) {
        List<Effect<Sv2Message>> effects = talk.connection().work(candidate);
        miners.forEach(miner -> miner.hearsEffects(effects));
        return effects;
    }

    private void allSubmitWell() {
        for (TestMiner miner : miners) {
            assertThat(Talk.replies(SubmitSharesError.class, talk.say(miner.goodShare()))).isEmpty();
        }
    }
}
