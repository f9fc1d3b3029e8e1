package io.sluice.mining.sv2;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.port.Effect;
import io.sluice.mining.port.MiningEvent.DifficultyChanged;
import io.sluice.mining.port.ShareGate.Admission;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.mining.testing.Workshop;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.mining.NewExtendedMiningJob;
import io.sluice.wire.mining.NewMiningJob;
import io.sluice.wire.mining.SetNewPrevHash;
import io.sluice.wire.mining.SetTarget;
import io.sluice.wire.mining.SubmitSharesError;
import io.sluice.wire.mining.UpdateChannel;
import io.sluice.wire.mining.UpdateChannelError;
import io.sluice.wire.type.Str255;
import io.sluice.wire.type.U256;

/** SV2 5.3.7 and 5.3.21: a difficulty change is a new job, and its target travels just before it. */
class DifficultyTest {

    private final Talk talk = Talk.begin().setUp();
    private final Workshop workshop = talk.workshop();

    @Test
    void a_miner_that_is_too_fast_gets_a_target_and_then_a_job() {
        TestMiner miner = talk.extendedMiner();
        List<Effect<Sv2Message>> effects = submitUntilChanged(miner);

        assertThat(orderOfWork(effects)).containsExactly(SetTarget.class, NewExtendedMiningJob.class);
        Target harder = Target.fromWire(Talk.reply(SetTarget.class, effects).maximumTarget());
        assertThat(harder).isLessThan(Workshop.ONE.target());
        assertThat(Talk.events(effects)).contains(new DifficultyChanged(2, "account.worker", harder));
        assertThat(Talk.reply(NewExtendedMiningJob.class, effects).minNtime()).isPresent();
    }

    @Test
    void the_new_job_has_another_coinbase_since_that_names_its_difficulty() {
        TestMiner miner = talk.extendedMiner();
        TestMiner.Work before = miner.currentWork();
        miner.hearsEffects(submitUntilChanged(miner));

        assertThat(miner.currentWork().coinbaseTxPrefix()).isNotEqualTo(before.coinbaseTxPrefix());
        assertThat(miner.currentWork().target()).isLessThan(before.target());
    }

    @Test
    void shares_of_the_easier_job_still_count_by_its_own_target() {
        TestMiner miner = talk.extendedMiner();
        TestMiner.Work easy = miner.currentWork();
        miner.hearsEffects(submitUntilChanged(miner));
        TestMiner.Try weak = miner.mine(easy, hash -> easy.target().isMetBy(hash) && !miner.target().isMetBy(hash));

        assertThat(Talk.replies(SubmitSharesError.class, talk.say(miner.share(weak)))).isEmpty();
        TestMiner.Work hard = miner.currentWork();
        TestMiner.Try tooWeak = miner.mine(hard, hash -> easy.target().isMetBy(hash) && !hard.target().isMetBy(hash));
        assertThat(Talk.reply(SubmitSharesError.class, talk.say(miner.share(tooWeak))).errorCode())
                .isEqualTo(SubmitSharesError.DIFFICULTY_TOO_LOW);
    }

    @Test
    void a_standard_channel_hashes_something_new_after_each_change() {
        TestMiner miner = talk.standardMiner();
        Set<U256> roots = new HashSet<>(Set.of(new U256(miner.currentWork().merkleRoot().internal())));
        for (int i = 1; i <= 3; i++) {
            List<Effect<Sv2Message>> effects = submitUntilChanged(miner);
            assertThat(orderOfWork(effects)).containsExactly(SetTarget.class, NewMiningJob.class);
            roots.add(Talk.reply(NewMiningJob.class, effects).merkleRoot());
            miner.hearsEffects(effects);
            assertThat(roots).hasSize(i + 1);
        }
    }

    @Test
    void a_miner_that_is_too_slow_gets_an_easier_job() {
        TestMiner miner = TestMiner.on(talk, Talk.openStandard("slow", 40_000));
        Target before = miner.target();
        workshop.advanceMillis(180_000);
        miner.hearsEffects(talk.connection().tick());

        assertThat(miner.target()).isGreaterThan(before);
        assertThat(miner.currentWork().target()).isEqualTo(miner.target());
    }

    @Test
    void a_difficulty_that_was_mined_on_this_candidate_waits_for_the_next_one() {
        // Up and down again: the very same coinbase would be hashed from the start.
        TestMiner miner = talk.extendedMiner();
        miner.hearsEffects(submitUntilChanged(miner));
        talk.say(new UpdateChannel(2, 1e9f, U256.MAX));
        List<Effect<Sv2Message>> back = talk.say(new UpdateChannel(2, Talk.RATE, U256.MAX));
        assertThat(Talk.replies(back)).as("the first difficulty had its job on this candidate").isEmpty();

        List<Effect<Sv2Message>> next = talk.connection()
                .work(workshop.poolWork(Workshop.tip(900_000, Workshop.HARD), 1));
        assertThat(orderOfWork(next)).containsExactly(SetTarget.class, NewExtendedMiningJob.class);
        assertThat(Talk.reply(SetTarget.class, next).maximumTarget()).isEqualTo(Workshop.ONE.target().toWire());
    }

    @Test
    void on_a_new_tip_the_target_comes_before_the_future_job() {
        TestMiner miner = talk.extendedMiner();
        List<Effect<Sv2Message>> effects = talk.connection().work(workshop.poolWork(
                CandidateFixtures.template(Workshop.tip(900_001, Workshop.HARD), 1), 5, new ProofOfTarget(2)));

        assertThat(orderOfWork(effects)).containsExactly(
                SetTarget.class, NewExtendedMiningJob.class, SetNewPrevHash.class);
        assertThat(miner.hearsEffects(effects).currentWork().target())
                .as("the pool's minimum has risen").isEqualTo(Workshop.ONE.targetOf(new ProofOfTarget(2)));
    }

    @Test
    void too_many_shares_for_the_pool_raise_the_difficulty_step_by_step() {
        TestMiner miner = talk.extendedMiner();
        workshop.gate().answer(Admission.OVERLOADED);
        Target before = miner.target();

        List<Effect<Sv2Message>> effects = talk.say(miner.goodShare());
        TestMiner.Try late = miner.mine();

        assertThat(orderOfWork(effects)).containsExactly(SetTarget.class, NewExtendedMiningJob.class);
        assertThat(orderOfWork(talk.say(miner.share(late)))).as("one step for each job").isEmpty();
        miner.hearsEffects(effects);
        assertThat(miner.target().toBigInteger()).isEqualTo(before.toBigInteger().shiftRight(1));
    }

    @Test
    void a_claim_far_from_what_we_thought_is_followed_and_a_near_one_is_not() {
        TestMiner miner = talk.extendedMiner();

        assertThat(talk.say(new UpdateChannel(2, 1.9f * Talk.RATE, U256.MAX))).isEmpty();
        List<Effect<Sv2Message>> effects = talk.say(new UpdateChannel(2, 16 * Talk.RATE, U256.MAX));

        assertThat(orderOfWork(effects)).containsExactly(SetTarget.class, NewExtendedMiningJob.class);
        assertThat(miner.hearsEffects(effects).target()).isEqualTo(Workshop.ONE.targetOf(new ProofOfTarget(4)));
        assertThat(talk.say(new UpdateChannel(2, 0, U256.MAX))).as("no device just now").isEmpty();
    }

    @Test
    void a_client_that_takes_no_easy_target_any_more_is_given_a_harder_one_with_a_job() {
        TestMiner miner = talk.extendedMiner();
        Target wish = Target.of(Workshop.ONE.target().toBigInteger().shiftRight(3).subtract(BigInteger.ONE));

        List<Effect<Sv2Message>> effects = talk.say(new UpdateChannel(2, Talk.RATE, wish.toWire()));

        assertThat(orderOfWork(effects)).containsExactly(SetTarget.class, NewExtendedMiningJob.class);
        assertThat(miner.hearsEffects(effects).currentWork().target()).isEqualTo(wish);
        assertThat(Talk.replies(SubmitSharesError.class, talk.say(miner.goodShare()))).isEmpty();
    }

    @Test
    void when_its_job_has_to_wait_such_a_client_is_told_the_target_at_once() {
        talk.extendedMiner();
        Target wish = Target.of(Workshop.ONE.target().toBigInteger().subtract(BigInteger.TEN));

        assertThat(Talk.replies(talk.say(new UpdateChannel(2, Talk.RATE, wish.toWire())))).containsExactly(
                new SetTarget(2, wish.toWire()));
        assertThat(orderOfWork(talk.connection().work(
                workshop.poolWork(Workshop.tip(900_000, Workshop.HARD), 1)))).containsExactly(
                        NewExtendedMiningJob.class);
    }

    @Test
    void an_update_that_can_not_be_is_refused() {
        talk.extendedMiner();
        assertThat(refusal(new UpdateChannel(9, 1, U256.MAX))).isEqualTo(UpdateChannelError.INVALID_CHANNEL_ID);
        assertThat(refusal(new UpdateChannel(2, Float.NaN, U256.MAX)))
                .isEqualTo(UpdateChannelError.INVALID_NOMINAL_HASHRATE);
        assertThat(refusal(new UpdateChannel(2, -1, U256.MAX)))
                .isEqualTo(UpdateChannelError.INVALID_NOMINAL_HASHRATE);
        assertThat(refusal(new UpdateChannel(2, 1, U256.ZERO))).isEqualTo(Str255.of("max-target-out-of-range"));
    }

    private Str255 refusal(UpdateChannel update) {
        return Talk.reply(UpdateChannelError.class, talk.say(update)).errorCode();
    }

    /** Forty good shares a minute until the difficulty changes. */
    private List<Effect<Sv2Message>> submitUntilChanged(TestMiner miner) {
        for (int i = 0; i < 100; i++) {
            workshop.advanceMillis(1_500);
            List<Effect<Sv2Message>> effects = talk.say(miner.goodShare());
            if (!Talk.replies(SetTarget.class, effects).isEmpty()) {
                return effects;
            }
        }
        throw new AssertionError("the difficulty never changed");
    }

    private static List<Class<? extends Sv2Message>> orderOfWork(List<Effect<Sv2Message>> effects) {
        return Talk.replies(effects).stream().<Class<? extends Sv2Message>>map(Sv2Message::getClass)
                .filter(type -> type == SetTarget.class || type == NewExtendedMiningJob.class
                        || type == NewMiningJob.class || type == SetNewPrevHash.class)
                .toList();
    }

}
