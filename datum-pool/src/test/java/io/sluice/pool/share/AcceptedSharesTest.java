package io.sluice.pool.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.datum.message.PowSubmission;
import io.sluice.datum.message.ShareReason;
import io.sluice.mining.bitcoin.HeightPush;
import io.sluice.mining.bitcoin.ProofOfTarget;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.pool.chain.PoolTip;
import io.sluice.pool.testing.HandMadeWork;
import io.sluice.wire.type.Bytes;

/** What a pool has to accept, and what it learns from it. */
class AcceptedSharesTest {

    private final Bench bench = new Bench();
    private final HandMadeWork work = new HandMadeWork();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void every_class_of_coinbase_counts(int coinbaseId) {
        work.coinbaseId = coinbaseId;
        PowSubmission share = work.share();
        Judgement judgement = bench.judge(share);

        assertThat(judgement.verdict()).isInstanceOf(Judgement.Verdict.Accepted.class);
        assertThat(judgement.solved()).isEmpty();
        ProvenWork proven = judgement.work().orElseThrow();
        assertThat(proven.headerHash()).isEqualTo(work.header(share.nonce()).hash());
        assertThat(proven.difficulty()).isEqualTo(new ProofOfTarget(2));
    }

    @Test
    void all_four_combinations_of_sections_count() {
        assertThat(bench.accepts(work.share(true, true))).isTrue();
        work.nTime++;
        assertThat(bench.accepts(work.share(false, false))).isTrue();
        work.coinbaseId = 2;
        assertThat(bench.accepts(work.share(false, true))).isTrue();

        // The job alone empties the slot; the coinbase follows with another share.
        work.nTime++;
        assertThat(bench.reason(work.share(true, false))).isEqualTo(ShareReason.COINBASE_MISSING);
        assertThat(bench.accepts(work.share(false, true))).isTrue();
    }

    @Test
    void any_slot_may_come_first() {
        work.slot = 7;
        assertThat(bench.accepts(work.share())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"b30c", "4451"})
    void quickdiff_replaces_the_job_prefix(String prefix) {
        work.jobPrefix = Bytes.hex(prefix);
        work.quickdiff = true;
        assertThat(bench.accepts(work.share())).isTrue();
        work.quickdiff = false;
        assertThat(bench.accepts(work.share())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void fewer_payouts_in_the_same_order_count(int kept) {
        work.paid = List.of(0, 1, 2).stream().filter(i -> (kept >> i & 1) == 1).map(HandMadeWork.PAYOUTS::get).toList();
        work.rest = new TxOutput(HandMadeWork.VALUE - work.paid.stream().mapToLong(TxOutput::value).sum(),
                HandMadeWork.POOL_SCRIPT);
        assertThat(bench.accepts(work.share())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 77})
    void a_blank_coinbase_counts_under_any_list(int coinbaserId) {
        work.blank();
        work.coinbaserId = coinbaserId;
        assertThat(bench.accepts(work.share())).isTrue();
    }

    @Test
    void a_dead_output_takes_the_pools_place_when_nothing_is_left() {
        List<TxOutput> everything = List.of(new TxOutput(HandMadeWork.VALUE, CandidateFixtures.p2wpkh(1)));
        Bench other = new Bench(new ShareRules(HandMadeWork.NETWORK, HandMadeWork.CONFIGURATION,
                UsernamePolicy.VISIBLE), (prevHash, value, id) -> java.util.Optional.of(everything));
        work.paid = everything;
        work.rest = HandMadeWork.DEAD;
        assertThat(other.accepts(work.share())).isTrue();
    }

    @Test
    void subsidy_only_work_counts_without_branches_in_its_root() {
        assertThat(bench.accepts(work.subsidyOnly().share())).isTrue();
    }

    @Test
    void subsidy_only_work_counts_under_another_coinbases_number() {
        PowSubmission share = work.subsidyOnly().share();
        assertThat(bench.accepts(new PowSubmission(share.slot(), 2, false, true, false, share.targetByte(),
                share.nTime(), share.nonce(), share.version(), share.extranonce(), share.username(), share.job(),
                share.coinbase()))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 16})
    void both_forms_of_a_small_height_count(int height) {
        PoolTip low = new PoolTip(HandMadeWork.TIP.prevHash(), height, HandMadeWork.BLOCK_BITS, 0);
        bench.tips.advance(low);
        work.tip = low;
        work.heightPush = HeightPush.of(height);
        assertThat(bench.accepts(work.share())).isTrue();
        work.slot = 2;
        work.heightPush = Bytes.of((byte) 1, (byte) height);
        assertThat(bench.accepts(work.share())).isTrue();
    }

    @Test
    void work_for_the_block_before_counts_for_a_moment() {
        PowSubmission before = work.share();
        work.nTime++;
        PowSubmission tooLate = work.share();
        bench.tips.advance(new PoolTip(CandidateFixtures.hash(7, 7), HandMadeWork.HEIGHT + 1, HandMadeWork.BLOCK_BITS,
                HandMadeWork.MIN_TIME));
        bench.nanos.addAndGet(10_000_000_000L);
        assertThat(bench.accepts(before)).isTrue();
        bench.nanos.addAndGet(1);
        assertThat(bench.reason(tooLate)).isEqualTo(ShareReason.STALE_BLOCK);
    }

    @Test
    void work_on_a_block_that_our_node_lacks_counts_tentatively() {
        work.tip = new PoolTip(CandidateFixtures.hash(8, 8), HandMadeWork.HEIGHT + 1, HandMadeWork.BLOCK_BITS, 0);
        work.heightPush = HeightPush.of(HandMadeWork.HEIGHT + 1);
        work.blank();
        assertThat(bench.judge(work.share()).verdict()).isInstanceOf(Judgement.Verdict.Tentative.class);
    }

    @Test
    void a_block_is_found_whatever_the_verdict() {
        work.username = Bytes.EMPTY;
        PowSubmission share = work.block();
        Judgement judgement = bench.judge(share);

        assertThat(Bench.reason(judgement)).isEqualTo(ShareReason.BAD_USERNAME);
        SolvedShare solved = judgement.solved().orElseThrow();
        assertThat(solved.header()).isEqualTo(work.header(share.nonce()));
        assertThat(solved.needsTransactions()).isTrue();
    }

    @Test
    void a_block_flag_on_a_hash_that_is_none_finds_nothing() {
        work.blockFlag = true;
        Judgement judgement = bench.judge(work.share());

        assertThat(judgement.verdict()).isInstanceOf(Judgement.Verdict.Accepted.class);
        assertThat(judgement.solved()).isEmpty();
    }
}
