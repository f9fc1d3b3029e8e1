package io.sluice.mining.sv2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.port.Effect;
import io.sluice.mining.port.MiningEvent.ShareRefused;
import io.sluice.mining.port.MiningEvent.ShareTaken;
import io.sluice.mining.port.ShareGate.Admission;
import io.sluice.mining.share.AcceptedShare;
import io.sluice.mining.share.RejectReason;
import io.sluice.mining.testing.Workshop;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.mining.SubmitSharesError;
import io.sluice.wire.mining.SubmitSharesExtended;
import io.sluice.wire.mining.SubmitSharesStandard;
import io.sluice.wire.mining.SubmitSharesSuccess;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.Str255;

/** SV2 5.3.11 to 5.3.14: shares, really mined, and what they are answered. */
class SharesTest {

    private final Talk talk = Talk.begin().setUp();
    private final Workshop workshop = talk.workshop();

    @Test
    void a_good_share_of_an_extended_channel_is_taken_and_handed_on_as_it_was_found() {
        TestMiner miner = talk.extendedMiner();
        TestMiner.Try found = miner.mine();

        List<Effect<Sv2Message>> effects = talk.say(miner.share(found));

        assertThat(Talk.events(effects)).containsExactly(new ShareTaken(2, "account.worker"));
        AcceptedShare share = workshop.gate().admitted().getFirst();
        assertThat(share.hash()).isEqualTo(found.hash());
        assertThat(share.extranonce()).isEqualTo(miner.prefix().concat(found.extranonce()));
        assertThat(share.meetsCommitment()).isTrue();
        assertThat(share.solvesBlock()).isFalse();
        assertThat(workshop.ledger().total().of(ShareFate.QUEUED)).isEqualTo(1);
    }

    @Test
    void a_good_share_of_a_standard_channel_is_taken_and_knows_the_extranonce_of_its_job() {
        TestMiner miner = talk.standardMiner();
        TestMiner.Try found = miner.mine();

        talk.say(miner.share(found));

        AcceptedShare share = workshop.gate().admitted().getFirst();
        assertThat(share.hash()).isEqualTo(found.hash());
        assertThat(share.extranonce()).isEqualTo(miner.prefix().slice(0, 4).concat(Bytes.hex("0000000000000001")));
    }

    @Test
    void version_and_time_may_be_rolled_within_their_bounds() {
        TestMiner miner = talk.extendedMiner();
        for (long version : new long[]{0x2000_0000L | 0x2000, 0x2000_0000L | 0x1fff_e000L}) {
            assertThat(refusals(miner, good(miner, miner.currentWork().nTime(), version))).isEmpty();
        }
        long now = workshop.clock().instant().getEpochSecond();
        for (long nTime : new long[]{1_763_900_000L, now + 60, now + 7200}) {
            assertThat(refusals(miner, good(miner, nTime, miner.currentWork().version()))).isEmpty();
        }
    }

    @Test
    void a_share_below_the_target_is_refused() {
        TestMiner miner = talk.extendedMiner();
        TestMiner.Try weak = miner.mine(miner.currentWork(), hash -> !miner.target().isMetBy(hash));

        List<Effect<Sv2Message>> effects = talk.say(miner.share(weak));

        assertThat(Talk.replies(effects)).containsExactly(
                new SubmitSharesError(2, 1, SubmitSharesError.DIFFICULTY_TOO_LOW));
        assertThat(Talk.events(effects)).containsExactly(
                new ShareRefused(2, "account.worker", RejectReason.LOW_DIFFICULTY));
        assertThat(workshop.gate().admitted()).isEmpty();
    }

    @Test
    void a_share_counts_once() {
        TestMiner miner = talk.extendedMiner();
        TestMiner.Try found = miner.mine();

        assertThat(refusals(miner, found)).isEmpty();
        assertThat(refusals(miner, found)).containsExactly(SubmitSharesError.DUPLICATE_SHARE);
        assertThat(workshop.gate().admitted()).hasSize(1);
    }

    @Test
    void a_job_nobody_knows_is_named_so() {
        TestMiner miner = talk.extendedMiner();
        SubmitSharesExtended share = (SubmitSharesExtended) miner.goodShare();

        assertThat(codes(talk.say(new SubmitSharesExtended(2, 1, share.jobId() + 1, share.nonce(), share.ntime(),
                share.version(), share.extranonce())))).containsExactly(SubmitSharesError.INVALID_JOB_ID);
    }

    @Test
    void a_channel_that_is_not_open_is_named_so() {
        TestMiner miner = talk.extendedMiner();
        SubmitSharesExtended share = (SubmitSharesExtended) miner.goodShare();

        assertThat(codes(talk.say(new SubmitSharesExtended(9, 1, share.jobId(), share.nonce(), share.ntime(),
                share.version(), share.extranonce())))).containsExactly(SubmitSharesError.INVALID_CHANNEL_ID);
        assertThat(codes(talk.say(new SubmitSharesStandard(1, 1, share.jobId(), share.nonce(), share.ntime(),
                share.version())))).as("a group").containsExactly(SubmitSharesError.INVALID_CHANNEL_ID);
    }

    @Test
    void one_channel_can_not_submit_for_the_job_of_another() {
        TestMiner one = talk.extendedMiner();
        TestMiner two = talk.extendedMiner();
        SubmitSharesExtended share = (SubmitSharesExtended) one.goodShare();

        assertThat(codes(talk.say(new SubmitSharesExtended(two.channelId(), 1, share.jobId(), share.nonce(),
                share.ntime(), share.version(), share.extranonce())))).containsExactly(
                        SubmitSharesError.INVALID_JOB_ID);
    }

    @Test
    void an_extranonce_of_the_wrong_size_is_refused() {
        TestMiner extended = talk.extendedMiner();
        TestMiner standard = talk.standardMiner();
        for (int size : new int[]{0, 7, 9, 32}) {
            SubmitSharesExtended share = (SubmitSharesExtended) extended.goodShare();
            assertThat(codes(talk.say(new SubmitSharesExtended(2, 1, share.jobId(), share.nonce(), share.ntime(),
                    share.version(), Bytes.adopt(new byte[size]))))).containsExactly(
                            SubmitSharesError.BAD_EXTRANONCE_SIZE);
        }
        SubmitSharesExtended share = (SubmitSharesExtended) extended.goodShare();
        assertThat(codes(talk.say(new SubmitSharesStandard(2, 1, share.jobId(), share.nonce(), share.ntime(),
                share.version())))).containsExactly(SubmitSharesError.BAD_EXTRANONCE_SIZE);
        SubmitSharesStandard other = (SubmitSharesStandard) standard.goodShare();
        assertThat(codes(talk.say(new SubmitSharesExtended(3, 1, other.jobId(), other.nonce(), other.ntime(),
                other.version(), Bytes.adopt(new byte[8]))))).containsExactly(SubmitSharesError.BAD_EXTRANONCE_SIZE);
    }

    @Test
    void version_bits_outside_the_mask_are_refused() {
        TestMiner miner = talk.extendedMiner();
        for (int bit : new int[]{0, 5, 12, 29, 30, 31}) {
            long version = (miner.currentWork().version() ^ 1L << bit) & 0xffff_ffffL;
            assertThat(refusals(miner, good(miner, miner.currentWork().nTime(), version)))
                    .as("pool work, bit %d", bit).containsExactly(SubmitSharesError.INVALID_NON_ROLLABLE_VERSION_BIT);
        }
        miner.hearsEffects(talk.connection().work(
                workshop.soloWork(Workshop.tip(900_001, Workshop.HARD), 2)));
        long version = miner.currentWork().version() ^ 1L << 5;
        assertThat(refusals(miner, good(miner, miner.currentWork().nTime(), version))).as("solo work").isEmpty();
    }

    @Test
    void a_time_that_no_block_may_have_is_refused() {
        TestMiner miner = talk.extendedMiner();
        long now = workshop.clock().instant().getEpochSecond();
        for (long nTime : new long[]{0, 1_763_899_999L, now + 7201, 0xffff_ffffL}) {
            assertThat(refusals(miner, good(miner, nTime, miner.currentWork().version())))
                    .as("ntime %d", nTime).containsExactly(SubmitSharesError.INVALID_SHARE);
        }
    }

    @Test
    void a_share_for_a_past_job_is_judged_against_that_jobs_target() {
        TestMiner miner = talk.extendedMiner();
        TestMiner.Work past = miner.currentWork();
        miner.hearsEffects(talk.connection().work(workshop.poolWork(Workshop.tip(900_000, Workshop.HARD), 1)));
        TestMiner.Try late = miner.mine(past);

        assertThat(refusals(miner, late)).isEmpty();
        assertThat(workshop.gate().admitted().getFirst().hash()).isEqualTo(late.hash());
    }

    @Test
    void a_share_for_a_job_on_the_tip_of_before_is_stale() {
        TestMiner miner = talk.extendedMiner();
        TestMiner.Work past = miner.currentWork();
        miner.hearsEffects(talk.connection().work(workshop.poolWork(Workshop.tip(900_001, Workshop.HARD), 1)));

        assertThat(refusals(miner, miner.mine(past))).containsExactly(SubmitSharesError.STALE_SHARE);
        assertThat(refusals(miner, miner.mine())).isEmpty();
    }

    @Test
    void what_the_gate_turns_away_is_not_called_accepted_and_not_remembered() {
        TestMiner miner = talk.extendedMiner();
        TestMiner.Try found = miner.mine();

        workshop.gate().answer(Admission.STALE);
        assertThat(refusals(miner, found)).containsExactly(SubmitSharesError.STALE_SHARE);
        workshop.gate().answer(Admission.OVERLOADED);
        assertThat(refusals(miner, found)).containsExactly(Str255.of("gateway-overloaded"));
        assertThat(workshop.ledger().total().accepted()).isZero();
        workshop.gate().answer(Admission.ADMITTED);
        assertThat(refusals(miner, found)).isEmpty();
    }

    @Test
    void good_shares_are_acknowledged_together_with_their_number_and_sum() {
        TestMiner miner = talk.extendedMiner();
        miner.hearsEffects(talk.connection().work(workshop.poolWork(Workshop.tip(900_001, Workshop.HARD), 2)));
        for (int i = 1; i <= 3; i++) {
            assertThat(Talk.replies(talk.say(miner.goodShare()))).as("share %d", i).isEmpty();
        }
        workshop.advanceMillis(999);
        assertThat(Talk.replies(talk.connection().tick())).isEmpty();
        workshop.advanceMillis(1);
        assertThat(Talk.replies(talk.connection().tick())).containsExactly(new SubmitSharesSuccess(2, 3, 3, 3));
        workshop.advanceMillis(60_000);
        assertThat(Talk.replies(SubmitSharesSuccess.class, talk.connection().tick())).as("nothing new").isEmpty();

        talk.say(miner.goodShare());
        workshop.advanceMillis(1_000);
        assertThat(Talk.replies(SubmitSharesSuccess.class, talk.connection().tick())).as("a new batch")
                .containsExactly(new SubmitSharesSuccess(2, 4, 1, 1));
    }

    @Test
    void ten_good_shares_are_acknowledged_at_once() {
        Talk farm = Talk.beginAtFixedDifficulty().setUp();
        TestMiner miner = farm.extendedMiner();
        int told = 0;
        int taken = 0;
        for (int i = 0; i < 30; i++) {
            List<Effect<Sv2Message>> effects = farm.say(miner.goodShare());
            taken++;
            for (SubmitSharesSuccess success : Talk.replies(SubmitSharesSuccess.class, effects)) {
                told += (int) success.newSubmitsAcceptedCount();
                assertThat(success.newSubmitsAcceptedCount()).isEqualTo(10);
                assertThat(success.lastSequenceNumber()).isEqualTo(miner.lastSequence());
                assertThat(told).isEqualTo(taken);
            }
        }
        assertThat(told).isEqualTo(30);
    }

    @Test
    void a_refusal_between_good_shares_does_not_disturb_their_count() {
        TestMiner miner = talk.extendedMiner();
        talk.say(miner.goodShare());
        TestMiner.Try weak = miner.mine(miner.currentWork(), hash -> !miner.target().isMetBy(hash));
        assertThat(codes(talk.say(miner.share(weak)))).hasSize(1);
        talk.say(miner.goodShare());
        workshop.advanceMillis(1_000);

        assertThat(Talk.replies(SubmitSharesSuccess.class, talk.connection().tick()))
                .containsExactly(new SubmitSharesSuccess(2, 3, 2, 2));
    }

    private List<Str255> refusals(TestMiner miner, TestMiner.Try found) {
        return codes(talk.say(miner.share(found)));
    }

    /** A header with this time and version that meets the target. */
    private static TestMiner.Try good(TestMiner miner, long nTime, long version) {
        for (long nonce = 0;; nonce++) {
            TestMiner.Try next = miner.header(miner.currentWork(), nonce, nTime, version, miner.extranonce());
            if (miner.target().isMetBy(next.hash())) {
                return next;
            }
        }
    }

    private static List<Str255> codes(List<Effect<Sv2Message>> effects) {
        return Talk.replies(SubmitSharesError.class, effects).stream().map(SubmitSharesError::errorCode).toList();
    }
}
