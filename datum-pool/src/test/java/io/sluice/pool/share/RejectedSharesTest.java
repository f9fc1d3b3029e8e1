package io.sluice.pool.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.sluice.datum.message.CoinbaseSection;
import io.sluice.datum.message.JobSection;
import io.sluice.datum.message.PowSubmission;
import io.sluice.datum.message.ShareReason;
import io.sluice.mining.bitcoin.CompactTarget;
import io.sluice.mining.bitcoin.HeightPush;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.pool.chain.PoolTip;
import io.sluice.pool.testing.HandMadeWork;
import io.sluice.wire.type.Bytes;

/** Section 13: what is wrong with a share, in the order of the codes 10 to 30. */
class RejectedSharesTest {

    private final Bench bench = new Bench();
    private final HandMadeWork work = new HandMadeWork();

    @Test
    void a_slot_never_filled_is_a_bad_job_id() {
        assertThat(bench.reason(work.share(false, true))).isEqualTo(ShareReason.BAD_JOB_ID);
    }

    @Test
    void a_slot_that_does_not_exist_is_a_bad_job_id() {
        work.slot = 8;
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.BAD_JOB_ID);
    }

    @Test
    void a_coinbase_id_out_of_range_is_a_bad_coinbase_id() {
        work.coinbaseId = 6;
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.BAD_COINBASE_ID);
    }

    @Test
    void the_id_of_subsidy_only_work_without_its_flag_is_a_bad_coinbase_id() {
        work.coinbaseId = PowSubmission.SUBSIDY_ONLY_COINBASE;
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.BAD_COINBASE_ID);
    }

    @Test
    void an_extranonce_of_another_length_has_a_bad_size() {
        work.extranonce = Bytes.hex("0011223344556677");
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.BAD_EXTRANONCE_SIZE);
    }

    @Test
    void a_difficulty_below_the_minimum_is_a_bad_target() {
        work.targetByte = 1;
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.BAD_TARGET);
    }

    @Test
    void a_target_byte_beyond_all_difficulties_is_a_bad_target() {
        work.targetByte = 64;
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.BAD_TARGET);
    }

    @Test
    void a_name_that_can_not_be_shown_is_a_bad_username() {
        work.username = Bytes.utf8("two words");
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.BAD_USERNAME);
    }

    @Test
    void no_name_is_a_bad_username() {
        work.username = Bytes.EMPTY;
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.BAD_USERNAME);
    }

    @Test
    void payouts_by_a_list_never_given_have_a_bad_coinbaser_id() {
        work.coinbaserId = 2;
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.BAD_COINBASER_ID);
    }

    @Test
    void payouts_by_a_list_for_another_value_have_a_bad_coinbaser_id() {
        work.value += 1;
        work.rest = new TxOutput(work.rest.value() + 1, work.rest.script());
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.BAD_COINBASER_ID);
    }

    @Test
    void too_many_branches_are_a_bad_merkle_count() {
        JobSection honest = work.job();
        JobSection lie = new JobSection(honest.prevHash(), honest.targetByteIndex(), honest.nBits(),
                honest.coinbaserId(), honest.height(), honest.coinbaseValue(), 1, 0, 0, 0, honest.merklePath());
        assertThat(bench.reason(with(work.share(), lie, work.coinbase()))).isEqualTo(ShareReason.BAD_MERKLE_COUNT);
    }

    @Test
    void a_coinbase_larger_than_any_is_too_large_and_not_kept() {
        var huge = new CoinbaseSection(0, work.coinb1(), Bytes.of(new byte[60_000]));
        PowSubmission share = work.share();
        assertThat(bench.reason(with(share, work.job(), huge))).isEqualTo(ShareReason.COINBASE_TOO_LARGE);
        assertThat(bench.reason(work.share(false, false))).isEqualTo(ShareReason.COINBASE_TOO_LARGE);
    }

    @Test
    void a_coinbase_never_sent_is_missing() {
        assertThat(bench.reason(work.share(true, false))).isEqualTo(ShareReason.COINBASE_MISSING);
    }

    @Test
    void a_new_job_in_a_slot_forgets_the_coinbases_of_the_old_one() {
        assertThat(bench.accepts(work.share())).isTrue();
        work.nTime++;
        assertThat(bench.reason(work.share(true, false))).isEqualTo(ShareReason.COINBASE_MISSING);
    }

    @Test
    void a_target_byte_elsewhere_than_stated_is_a_mismatch() {
        JobSection honest = work.job();
        JobSection lie = new JobSection(honest.prevHash(), honest.targetByteIndex() + 1, honest.nBits(),
                honest.coinbaserId(), honest.height(), honest.coinbaseValue(), honest.transactionCount(), 0, 0, 0,
                honest.merklePath());
        assertThat(bench.reason(with(work.share(), lie, work.coinbase()))).isEqualTo(ShareReason.TARGET_MISMATCH);
    }

    @Test
    void a_coinbase_that_is_patched_already_is_a_mismatch() {
        work.idPush = Bytes.hex("07029210dec0470d");
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.TARGET_MISMATCH);
    }

    @Test
    void a_hash_above_difficulty_one_is_not_zero() {
        PowSubmission share = work.shareBetween(Target.EASIEST, HandMadeWork.EASY.target());
        assertThat(bench.reason(share)).isEqualTo(ShareReason.H_NOT_ZERO);
    }

    @Test
    void a_hash_above_the_target_it_commits_to_is_high() {
        PowSubmission share = work.shareBetween(
                HandMadeWork.EASY.target(), HandMadeWork.EASY.targetOf(new ProofOfTarget(2)));
        assertThat(bench.reason(share)).isEqualTo(ShareReason.HIGH_HASH);
    }

    @Test
    void a_coinbase_sent_under_another_number_is_a_mismatch() {
        assertThat(bench.accepts(work.share())).isTrue();
        work.nTime++;
        var other = new CoinbaseSection(1, work.coinb1(), work.coinb2());
        PowSubmission share = work.share(false, false);
        assertThat(bench.reason(new PowSubmission(share.slot(), share.coinbaseId(), false, false, false,
                share.targetByte(), share.nTime(), share.nonce(), share.version(), share.extranonce(),
                share.username(), Optional.empty(), Optional.of(other)))).isEqualTo(ShareReason.COINBASE_ID_MISMATCH);
    }

    @Test
    void a_time_before_the_chains_minimum_is_bad() {
        work.nTime = HandMadeWork.MIN_TIME - 1;
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.BAD_NTIME);
    }

    @Test
    void a_time_more_than_two_hours_ahead_is_bad() {
        work.nTime = bench.clock.instant().getEpochSecond() + 7200;
        assertThat(bench.accepts(work.share())).isTrue();
        work.nTime++;
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.BAD_NTIME);
    }

    @Test
    void a_version_that_is_not_of_BIP_9_is_bad() {
        work.version = 0x4000_0000;
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.BAD_VERSION);
    }

    @Test
    void a_bit_outside_the_mask_that_other_shares_of_the_job_do_not_have_is_bad() {
        assertThat(bench.accepts(work.share())).isTrue();
        work.version = 0x3fff_e000;
        assertThat(bench.accepts(work.share(false, false))).isTrue();
        work.version = 0x2000_4020;
        assertThat(bench.reason(work.share(false, false))).isEqualTo(ShareReason.BAD_VERSION);
    }

    @Test
    void work_on_any_other_block_is_stale() {
        work.tip = new PoolTip(CandidateFixtures.hash(1, 1), HandMadeWork.HEIGHT, HandMadeWork.BLOCK_BITS, 0);
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.STALE_BLOCK);
    }

    @Test
    void another_height_in_the_coinbase_is_a_bad_coinbase() {
        work.heightPush = HeightPush.of(HandMadeWork.HEIGHT + 1);
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.BAD_COINBASE);
    }

    @Test
    void another_prime_id_is_a_bad_coinbase() {
        work.idPush = Bytes.hex("07ff9210dec0470e");
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.BAD_COINBASE);
    }

    @Test
    void outputs_that_do_not_take_the_whole_value_are_a_bad_coinbase() {
        work.rest = new TxOutput(work.rest.value() - 1, work.rest.script());
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.BAD_COINBASE);
    }

    @Test
    void bytes_behind_the_coinbase_are_a_bad_coinbase() {
        var longer = new CoinbaseSection(0, work.coinb1(), work.coinb2().concat(Bytes.hex("00")));
        PowSubmission mined = mineWith(longer);
        assertThat(bench.reason(mined)).isEqualTo(ShareReason.BAD_COINBASE);
    }

    @Test
    void an_extranonce_that_could_move_the_outputs_is_a_bad_coinbase() {
        // Both halves make a sound transaction, but the extranonce would begin where the job prefix should stand.
        work.coinbaseId = 2;
        Bytes coinb1 = work.coinb1();
        var shifted = new CoinbaseSection(2, coinb1.slice(0, coinb1.length() - 2),
                Bytes.hex("0000").concat(work.coinb2()));
        assertThat(bench.reason(mineWith(shifted))).isEqualTo(ShareReason.BAD_COINBASE);
    }

    @Test
    void a_stranger_among_the_payouts_is_bad_outputs() {
        work.paid = List.of(HandMadeWork.PAYOUTS.getFirst(), new TxOutput(50_000_000, CandidateFixtures.p2tr(99)),
                HandMadeWork.PAYOUTS.getLast());
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.BAD_COINBASE_OUTPUTS);
    }

    @Test
    void payouts_in_another_order_are_bad_outputs() {
        work.paid = HandMadeWork.PAYOUTS.reversed();
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.BAD_COINBASE_OUTPUTS);
    }

    @Test
    void a_payout_made_twice_is_bad_outputs() {
        work.paid = List.of(HandMadeWork.PAYOUTS.getLast(), HandMadeWork.PAYOUTS.getLast());
        work.rest = new TxOutput(HandMadeWork.VALUE - 50_000_000, HandMadeWork.POOL_SCRIPT);
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.BAD_COINBASE_OUTPUTS);
    }

    @Test
    void payouts_without_a_list_are_bad_outputs() {
        work.coinbaserId = 0;
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.BAD_COINBASE_OUTPUTS);
    }

    @Test
    void a_rest_that_goes_to_somebody_else_is_bad_outputs() {
        work.rest = new TxOutput(work.rest.value(), CandidateFixtures.p2wpkh(666));
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.BAD_COINBASE_OUTPUTS);
    }

    @Test
    void no_witness_commitment_is_bad_outputs() {
        work.withCommitment = false;
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.BAD_COINBASE_OUTPUTS);
    }

    @Test
    void tags_that_do_not_begin_with_the_pools_miss_it() {
        work.tags = Bytes.utf8("OTHER").concat(Bytes.hex("0f")).concat(HandMadeWork.TAG).concat(Bytes.hex("00"));
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.MISSING_POOL_TAG);
    }

    @Test
    void a_longer_tag_that_only_begins_like_the_pools_misses_it() {
        work.tags = Bytes.utf8("TESTPOOL2").concat(Bytes.hex("00"));
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.MISSING_POOL_TAG);
    }

    @Test
    void the_same_header_twice_is_duplicate_work() {
        PowSubmission share = work.share();
        assertThat(bench.accepts(share)).isTrue();
        assertThat(bench.reason(share)).isEqualTo(ShareReason.DUPLICATE_WORK);
    }

    @Test
    void the_same_header_from_another_slot_is_duplicate_work() {
        assertThat(bench.accepts(work.share())).isTrue();
        work.slot = 5;
        assertThat(bench.reason(work.share())).isEqualTo(ShareReason.DUPLICATE_WORK);
    }

    @Test
    void another_target_of_the_network_has_a_reason_without_a_name() {
        work.tip = new PoolTip(HandMadeWork.TIP.prevHash(), HandMadeWork.HEIGHT, CompactTarget.fromDisplay("207fffff"),
                0);
        Judgement judgement = bench.judge(
                work.shareBetween(HandMadeWork.EASY.targetOf(new ProofOfTarget(2)),
                        HandMadeWork.BLOCK_BITS.toTarget()));
        assertThat(Bench.reason(judgement)).isEqualTo(ShareReason.OTHER);
        assertThat(judgement.solved()).isEmpty();
    }

    @Test
    void more_shares_than_can_be_remembered_are_refused_unseen() {
        List<ShareReason> refused = new ArrayList<>();
        for (int i = 0; i <= Bench.ROOM; i++) {
            work.nTime = HandMadeWork.NOW + i;
            Judgement judgement = bench.judge(work.share());
            if (judgement.verdict() instanceof Judgement.Verdict.Rejected) {
                refused.add(Bench.reason(judgement));
            }
        }
        assertThat(refused).containsExactly(ShareReason.OTHER);
    }

    private static PowSubmission with(PowSubmission share, JobSection job, CoinbaseSection coinbase) {
        return new PowSubmission(share.slot(), share.coinbaseId(), false, share.subsidyOnly(), false,
                share.targetByte(), share.nTime(), share.nonce(), share.version(), share.extranonce(),
                share.username(), Optional.of(job), Optional.of(coinbase));
    }

    /** Tries nonces until the pool finds work, since these halves are none that {@link HandMadeWork} would make. */
    private PowSubmission mineWith(CoinbaseSection coinbase) {
        for (int nonce = 0; nonce < HandMadeWork.MOST_TRIES; nonce++) {
            PowSubmission share = with(work.submission(nonce, true, true), work.job(), coinbase);
            bench.jobs.store(share);
            if (bench.judge.judge(bench.jobs, share).work().isPresent()) {
                return share;
            }
        }
        throw new AssertionError("no work is found with these halves");
    }
}
