package io.sluice.pool.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.sluice.datum.message.CoinbaserRequest;
import io.sluice.datum.message.CoinbaserResponse;
import io.sluice.datum.message.PayoutList;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.wire.type.Bytes;

class PayoutListsTest {

    private static final BlockHash PREV = CandidateFixtures.hash(1, 0);
    private static final long VALUE = 312_500_000;
    private static final Bytes POOL = CandidateFixtures.p2tr(1000);

    private final List<PayoutOffer> archive = new ArrayList<>();

    private PayoutLists lists(PayoutPlan plan) {
        return new PayoutLists(plan, POOL, archive::add, List.of());
    }

    private static PayoutList.Kept kept(CoinbaserResponse response) {
        return (PayoutList.Kept) response.payouts();
    }

    private static ConfiguredSplit.Payee payee(int seed, int parts) {
        return new ConfiguredSplit.Payee(CandidateFixtures.p2wpkh(seed), parts);
    }

    @Test
    void the_largest_payout_comes_first_and_the_sum_leaves_the_pool_its_part() {
        var lists = lists(new ConfiguredSplit(List.of(payee(1, 1), payee(2, 6), payee(3, 2)), 1));
        PayoutList.Kept list = kept(lists.answer(new CoinbaserRequest(VALUE, PREV)));

        assertThat(list.coinbaserId()).isBetween(1, 255);
        assertThat(list.end()).isEqualTo(PayoutList.End.COMPLETE);
        assertThat(list.payouts()).containsExactly(
                new TxOutput(187_500_000, CandidateFixtures.p2wpkh(2)),
                new TxOutput(62_500_000, CandidateFixtures.p2wpkh(3)),
                new TxOutput(31_250_000, CandidateFixtures.p2wpkh(1)));
    }

    @Test
    void parts_are_rounded_down_for_the_largest_value_and_parts() {
        var split = new ConfiguredSplit(List.of(payee(1, 1_000_000_006), payee(2, 1_000_000_007)), 1);
        long sum = split.payouts(TxOutput.MAX_MONEY).stream().mapToLong(TxOutput::value).sum();

        assertThat(sum).isBetween(TxOutput.MAX_MONEY - 1_050_000L - 2, TxOutput.MAX_MONEY);
        assertThat(split.payouts(0)).allMatch(output -> output.value() == 0);
    }

    @Test
    void a_split_with_nobody_pays_all_to_the_pool() {
        PayoutList.Kept list = kept(lists(ConfiguredSplit.nobody()).answer(new CoinbaserRequest(VALUE, PREV)));

        assertThat(list.payouts()).containsExactly(new TxOutput(VALUE, POOL));
    }

    @Test
    void the_same_question_has_the_same_answer_and_goes_to_the_archive_once() {
        var lists = lists(new ConfiguredSplit(List.of(payee(1, 1)), 0));
        CoinbaserResponse first = lists.answer(new CoinbaserRequest(VALUE, PREV));

        assertThat(lists.answer(new CoinbaserRequest(VALUE, PREV))).isEqualTo(first);
        assertThat(archive).hasSize(1);
    }

    @Test
    void a_plan_that_changes_its_mind_gets_another_id_and_both_lists_stay_known() {
        List<TxOutput> one = List.of(new TxOutput(1000, CandidateFixtures.p2wpkh(1)));
        List<TxOutput> two = List.of(new TxOutput(2000, CandidateFixtures.p2wpkh(1)));
        List<List<TxOutput>> plans = new ArrayList<>(List.of(one, two));
        var lists = lists(value -> plans.removeFirst());
        int first = kept(lists.answer(new CoinbaserRequest(VALUE, PREV))).coinbaserId();
        int second = kept(lists.answer(new CoinbaserRequest(VALUE, PREV))).coinbaserId();

        assertThat(second).isNotEqualTo(first);
        assertThat(lists.find(PREV, VALUE, first)).contains(one);
        assertThat(lists.find(PREV, VALUE, second)).contains(two);
        assertThat(lists.find(PREV, VALUE + 1, first)).isEmpty();
        assertThat(lists.find(CandidateFixtures.hash(2, 0), VALUE, first)).isEmpty();
    }

    @Test
    void ids_stay_within_one_byte_and_above_zero() {
        int[] paid = {0};
        var lists = lists(value -> List.of(new TxOutput(++paid[0], POOL)));
        List<Integer> ids = IntStream.range(0, 600)
                .mapToObj(i -> kept(lists.answer(new CoinbaserRequest(VALUE, PREV))).coinbaserId()).toList();

        assertThat(ids).allMatch(id -> id >= 1 && id <= 255);
        assertThat(lists.find(PREV, VALUE, ids.getLast())).contains(List.of(new TxOutput(600, POOL)));
    }

    @Test
    void what_does_not_fit_an_answer_is_left_out_from_the_end() {
        var lists = lists(new ConfiguredSplit(IntStream.range(0, 512)
                .mapToObj(i -> new ConfiguredSplit.Payee(Bytes.of(new byte[64]), 1000 - i)).toList(), 0));
        CoinbaserResponse response = lists.answer(new CoinbaserRequest(VALUE, PREV));

        assertThat(response.blob().length()).isLessThanOrEqualTo(CoinbaserResponse.LONGEST_BLOB);
        assertThat(kept(response).payouts()).hasSize((CoinbaserResponse.LONGEST_BLOB - 1) / 73)
                .isSortedAccordingTo((a, b) -> Long.compare(b.value(), a.value()));
    }

    @Test
    void a_plan_that_spends_too_much_is_cut_before_it_does() {
        var lists = lists(value -> List.of(new TxOutput(VALUE, POOL), new TxOutput(1, POOL)));

        assertThat(kept(lists.answer(new CoinbaserRequest(VALUE, PREV))).payouts())
                .containsExactly(new TxOutput(VALUE, POOL));
    }

    @Test
    void offers_from_before_are_known() {
        var lists = lists(new ConfiguredSplit(List.of(payee(1, 1)), 0));
        lists.answer(new CoinbaserRequest(VALUE, PREV));
        var restarted = new PayoutLists(ConfiguredSplit.nobody(), POOL, archive::add, List.copyOf(archive));

        assertThat(restarted.find(PREV, VALUE, 1)).contains(archive.getFirst().payouts());
        assertThat(kept(restarted.answer(new CoinbaserRequest(VALUE, PREV))).coinbaserId()).isNotEqualTo(1);
    }

    @Test
    void memory_is_bounded_and_the_newest_stay() {
        var lists = lists(ConfiguredSplit.nobody());
        IntStream.range(0, PayoutLists.MOST_QUESTIONS + 1)
                .forEach(i -> lists.answer(new CoinbaserRequest(VALUE + i, PREV)));

        assertThat(lists.find(PREV, VALUE, 1)).isEmpty();
        assertThat(lists.find(PREV, VALUE + PayoutLists.MOST_QUESTIONS, 1)).isPresent();
    }

    @Test
    void a_split_that_no_gateway_would_take_is_refused() {
        assertThatThrownBy(() -> new ConfiguredSplit.Payee(Bytes.of((byte) 1), 1))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("2 to 64");
        assertThatThrownBy(() -> payee(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ConfiguredSplit(List.of(payee(1, Integer.MAX_VALUE), payee(2, 1)), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
