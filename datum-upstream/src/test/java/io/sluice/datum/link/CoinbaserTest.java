package io.sluice.datum.link;

import static io.sluice.datum.link.LinkBench.NEXT_TIP;
import static io.sluice.datum.link.LinkBench.TIP;
import static io.sluice.datum.link.LinkBench.VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.sluice.datum.message.CoinbaserRequest;
import io.sluice.datum.message.CoinbaserResponse;
import io.sluice.datum.message.ShareResponse;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.ChainTip;
import io.sluice.mining.candidate.CoinbaseOutputs;
import io.sluice.mining.port.Upstream.WorkGrant;
import io.sluice.mining.port.Upstream.WorkRequest;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.wire.type.Bytes;

/** Whom to pay (section 4.2). */
class CoinbaserTest {

    private final LinkBench bench = new LinkBench().started();

    @Test
    void the_pools_list_comes_with_the_grant() {
        CoinbaseOutputs wanted = CandidateFixtures.payouts(9, 20);
        bench.pool.paysBy(asked -> Optional.of(
                CoinbaserResponse.of(asked.value(), wanted.coinbaserId(), wanted.payouts())));

        assertThat(bench.granted(TIP, true).outputs()).isEqualTo(wanted);
        assertThat(bench.pool.questions()).containsExactly(new CoinbaserRequest(VALUE, TIP.prevHash()));
    }

    @Test
    void nobody_is_asked_if_no_list_is_wanted_or_the_value_is_small() {
        assertThat(outputs(bench.ask(new WorkRequest(TIP, VALUE, false, true)))).isEqualTo(CoinbaseOutputs.NONE);
        assertThat(outputs(bench.ask(new WorkRequest(TIP, 31_249_999, true, true)))).isEqualTo(CoinbaseOutputs.NONE);
        assertThat(bench.pool.questions()).isEmpty();

        bench.ask(new WorkRequest(TIP, 31_250_000, true, true));
        assertThat(bench.pool.questions()).hasSize(1);
    }

    @Test
    void without_an_answer_in_five_seconds_there_is_no_list() {
        bench.pool.paysBy(_ -> Optional.empty());
        List<WorkGrant> answers = ask(TIP, VALUE);
        bench.loop.advance(Duration.ofMillis(4_900));
        assertThat(answers).isEmpty();
        bench.loop.advance(Duration.ofMillis(400));

        assertThat(answers).hasSize(1);
        assertThat(outputs(answers.getFirst())).isEqualTo(CoinbaseOutputs.NONE);
        assertThat(bench.journal.noLists).hasSize(1);
    }

    @Test
    void an_answer_of_another_value_is_no_answer() {
        bench.pool.paysBy(asked -> Optional.of(list(asked.value() + 1, 3)));
        List<WorkGrant> answers = ask(TIP, VALUE);
        assertThat(answers).isEmpty();
        bench.loop.advanceSeconds(6);

        assertThat(outputs(answers.getFirst())).isEqualTo(CoinbaseOutputs.NONE);
        assertThat(bench.journal.oddities).isNotEmpty();
    }

    @Test
    void a_list_that_breaks_the_rules_is_refused_and_said() {
        bench.pool.paysBy(asked -> Optional.of(new CoinbaserResponse(asked.value(), Bytes.hex("0102030405"))));

        assertThat(outputs(ask(TIP, VALUE).getFirst())).isEqualTo(CoinbaseOutputs.NONE);
        assertThat(bench.journal.noLists).hasSize(1).first().asString().contains("refused");
    }

    @Test
    void questions_are_asked_one_after_the_other() {
        bench.pool.paysBy(_ -> Optional.empty());
        List<WorkGrant> first = ask(TIP, VALUE);
        List<WorkGrant> second = ask(TIP, VALUE + 1);
        assertThat(bench.pool.questions()).hasSize(1);

        bench.pool.sends(list(VALUE, 1));
        bench.loop.run();
        assertThat(outputs(first.getFirst()).coinbaserId()).isEqualTo(1);
        assertThat(second).isEmpty();
        assertThat(bench.pool.questions()).hasSize(2);

        bench.pool.sends(list(VALUE + 1, 2));
        bench.loop.run();
        assertThat(outputs(second.getFirst()).coinbaserId()).isEqualTo(2);
    }

    @Test
    void a_late_answer_is_not_taken_for_one_about_the_next_block() {
        bench.pool.paysBy(_ -> Optional.empty());
        ask(TIP, VALUE);
        bench.loop.advance(Duration.ofMillis(5_250));
        List<WorkGrant> next = ask(NEXT_TIP, VALUE);
        bench.pool.sends(list(VALUE, 1));
        bench.loop.run();
        assertThat(next).isEmpty();
        bench.pool.sends(list(VALUE, 2));
        bench.loop.run();

        assertThat(outputs(next.getFirst()).coinbaserId()).isEqualTo(2);
    }

    @Test
    void a_late_answer_about_the_same_block_is_as_good_as_another() {
        bench.pool.paysBy(_ -> Optional.empty());
        ask(TIP, VALUE);
        bench.loop.advance(Duration.ofMillis(5_250));
        List<WorkGrant> next = ask(TIP, VALUE);
        bench.pool.sends(list(VALUE, 1));
        bench.loop.run();

        assertThat(outputs(next.getFirst()).coinbaserId()).isEqualTo(1);
    }

    @Test
    void a_late_answer_about_the_same_block_leaves_its_own_to_come() {
        bench.pool.paysBy(_ -> Optional.empty());
        ask(TIP, VALUE);
        bench.loop.advance(Duration.ofMillis(5_250));
        ask(TIP, VALUE);
        bench.pool.sends(list(VALUE, 1));
        bench.loop.run();
        List<WorkGrant> next = ask(NEXT_TIP, VALUE);
        bench.pool.sends(list(VALUE, 2));
        bench.loop.run();
        assertThat(next).isEmpty();
        bench.pool.sends(list(VALUE, 3));
        bench.loop.run();

        assertThat(outputs(next.getFirst()).coinbaserId()).isEqualTo(3);
    }

    @Test
    void answers_that_a_stalled_line_brings_all_at_once_find_their_own_questions() {
        bench.pool.paysBy(_ -> Optional.empty());
        for (int block = 0; block < 8; block++) {
            ask(CandidateFixtures.tip(TIP.height() + block, 0), VALUE);
            bench.loop.advance(Duration.ofMillis(5_250));
        }
        List<WorkGrant> last = ask(CandidateFixtures.tip(TIP.height() + 8, 0), VALUE);
        for (int id = 1; id <= 8; id++) {
            bench.pool.sends(list(VALUE, id));
        }
        bench.loop.run();
        assertThat(last).isEmpty();
        bench.pool.sends(list(VALUE, 9));
        bench.loop.run();

        assertThat(outputs(last.getFirst()).coinbaserId()).isEqualTo(9);
    }

    @Test
    void an_answer_that_never_comes_costs_lists_until_the_pool_has_answered_a_later_share() {
        BlockCandidate candidate = bench.announced(TIP);
        bench.pool.paysBy(_ -> Optional.empty());
        ask(TIP, VALUE);
        bench.loop.advance(Duration.ofMillis(5_250));
        bench.pool.paysBy(asked -> Optional.of(list(asked.value(), 4)));
        assertThat(ask(NEXT_TIP, VALUE)).as("which of the two it is can not be known").isEmpty();

        bench.loop.advance(Duration.ofMillis(5_250));
        bench.submit(candidate);
        bench.loop.advance(OwedLists.LATE.plus(LinkKeeper.TICK));
        assertThat(outputs(ask(CandidateFixtures.tip(TIP.height() + 2, 0), VALUE).getFirst()).coinbaserId())
                .isEqualTo(4);
    }

    @Test
    void a_share_that_was_sent_before_the_question_says_nothing_about_it() {
        bench.pool.judgesNothing();
        BlockCandidate candidate = bench.announced(TIP);
        bench.submit(candidate);
        bench.pool.paysBy(_ -> Optional.empty());
        ask(TIP, VALUE);
        bench.loop.advance(Duration.ofMillis(5_250));
        bench.pool.sends(ShareResponse.accepted(bench.pool.shares().getFirst()));
        bench.loop.advance(OwedLists.LATE.plus(LinkKeeper.TICK));
        List<WorkGrant> next = ask(NEXT_TIP, VALUE);
        bench.pool.sends(list(VALUE, 1));
        bench.loop.run();

        assertThat(next).isEmpty();
    }

    @Test
    void an_answer_to_a_question_of_another_value_shows_that_those_before_were_read() {
        bench.pool.paysBy(_ -> Optional.empty());
        ask(TIP, VALUE);
        bench.loop.advance(Duration.ofMillis(5_250));
        bench.pool.paysBy(asked -> Optional.of(list(asked.value(), 4)));
        assertThat(ask(TIP, VALUE + 1)).hasSize(1);
        bench.loop.advance(OwedLists.LATE.plus(LinkKeeper.TICK));

        assertThat(outputs(ask(NEXT_TIP, VALUE).getFirst()).coinbaserId()).isEqualTo(4);
    }

    @Test
    void a_pool_that_owes_too_many_lists_is_asked_for_no_more_until_it_reconnects() {
        bench.pool.paysBy(_ -> Optional.empty());
        for (int i = 0; i < OwedLists.MOST; i++) {
            ask(TIP, VALUE + i);
            bench.advanceAlive(Duration.ofMillis(5_250));
        }
        int asked = bench.pool.questions().size();

        assertThat(outputs(ask(TIP, VALUE).getFirst())).isEqualTo(CoinbaseOutputs.NONE);
        assertThat(bench.pool.questions()).hasSize(asked);
        bench.reconnect();
        ask(TIP, VALUE);
        assertThat(bench.pool.questions()).hasSize(asked + 1);
    }

    @Test
    void when_many_wait_the_oldest_goes_without_a_list() {
        bench.pool.paysBy(_ -> Optional.empty());
        ask(TIP, VALUE);
        List<WorkGrant> oldest = ask(TIP, VALUE + 1);
        for (int i = 2; i < 6; i++) {
            ask(TIP, VALUE + i);
        }

        assertThat(outputs(oldest.getFirst())).isEqualTo(CoinbaseOutputs.NONE);
    }

    private List<WorkGrant> ask(ChainTip tip, long value) {
        return bench.askLater(new WorkRequest(tip, value, true, true));
    }

    private static CoinbaserResponse list(long value, int id) {
        return CoinbaserResponse.of(value, id, List.of(new TxOutput(1_000, CandidateFixtures.p2wpkh(id))));
    }

    private static CoinbaseOutputs outputs(WorkGrant grant) {
        assertThat(grant).isInstanceOf(WorkGrant.Granted.class);
        return ((WorkGrant.Granted) grant).outputs();
    }
}
