package io.sluice.datum.link;

import static io.sluice.datum.link.LinkBench.NEXT_TIP;
import static io.sluice.datum.link.LinkBench.TIP;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.sluice.datum.message.ClientConfiguration;
import io.sluice.datum.message.JobValidationError;
import io.sluice.datum.message.JobValidationReply;
import io.sluice.datum.message.JobValidationReply.AllTransactions;
import io.sluice.datum.message.JobValidationReply.Refusal;
import io.sluice.datum.message.JobValidationReply.ShortIdList;
import io.sluice.datum.message.JobValidationReply.SomeTransactions;
import io.sluice.datum.message.JobValidationRequest;
import io.sluice.datum.message.JobValidationRequest.Kind;
import io.sluice.datum.message.JobValidationRequest.ListShortIds;
import io.sluice.datum.message.JobValidationRequest.SendAll;
import io.sluice.datum.message.JobValidationRequest.SendTransactions;
import io.sluice.datum.message.ShortIds;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.TemplateTransaction;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.wire.type.Bytes;

/** The pool looks into our jobs (section 4.5). */
class JobInspectorTest {

    private final LinkBench bench = new LinkBench().started();

    @Test
    void what_stands_in_a_slot_is_shown_in_all_three_ways() {
        List<TemplateTransaction> transactions = bench.announced(TIP).template().transactions();

        ShortIdList list = (ShortIdList) ask(new ListShortIds(0));
        ShortIds ids = ShortIds.between(LinkBench.tools(bench.loop).longTerm().publicKeys(),
                bench.pool.keys().longTerm());
        assertThat(list).isEqualTo(ShortIdList.of(
                0, transactions.stream().map(TemplateTransaction::wtxid).toList(), ids));
        assertThat(ask(new SendTransactions(0, List.of(4, 1, 1))))
                .isEqualTo(new SomeTransactions(0, List.of(transactions.get(4).raw(), transactions.get(1).raw(),
                        transactions.get(1).raw())));
        assertThat(ask(new SendAll(0)))
                .isEqualTo(new AllTransactions(0, transactions.stream().map(TemplateTransaction::raw).toList()));
    }

    @Test
    void what_can_not_be_shown_is_refused_with_the_reason() {
        bench.announced(TIP);

        assertThat(ask(new ListShortIds(8))).isEqualTo(Refusal.noSuchSlot(Kind.SHORT_IDS));
        assertThat(ask(new SendAll(255))).isEqualTo(Refusal.noSuchSlot(Kind.ALL_TRANSACTIONS));
        assertRefused(new SendAll(1), JobValidationError.SLOT_NEVER_USED);
        assertRefused(new SendTransactions(0, List.of()), JobValidationError.NO_SUCH_TRANSACTION);
        assertRefused(new SendTransactions(0, List.of(5)), JobValidationError.NO_SUCH_TRANSACTION);
        assertRefused(new SendTransactions(0, Collections.nCopies(6, 0)), JobValidationError.NO_SUCH_TRANSACTION);
    }

    @Test
    void a_job_is_still_shown_after_the_block_that_it_found() {
        BlockCandidate found = bench.announced(TIP);
        bench.announced(NEXT_TIP);
        bench.reconnect();
        bench.announced(NEXT_TIP);

        assertThat(((ShortIdList) ask(new ListShortIds(0))).count())
                .isEqualTo(found.template().transactions().size());
    }

    @Test
    void work_of_an_earlier_session_is_nobodys_business() {
        bench.announced(TIP);
        bench.pool.configuredWith(new ClientConfiguration(
                CandidateFixtures.p2tr(3), 9, Bytes.EMPTY, 1));
        bench.reconnect();

        assertRefused(new SendAll(0), JobValidationError.NO_TEMPLATE);
    }

    @Test
    void replies_wait_for_room_and_only_so_many() {
        bench.announced(TIP);
        bench.pool.hasRoom(false);
        for (int i = 0; i < 40; i++) {
            bench.pool.asks(new ListShortIds(0));
        }
        bench.loop.run();
        assertThat(bench.pool.replies()).isEmpty();
        bench.pool.hasRoom(true);
        bench.loop.run();

        assertThat(bench.pool.replies()).hasSize(16);
        assertThat(bench.journal.oddities).isNotEmpty();
    }

    private JobValidationReply ask(JobValidationRequest request) {
        bench.pool.replies().clear();
        bench.pool.asks(request);
        bench.loop.run();
        assertThat(bench.pool.replies()).hasSize(1);
        return bench.pool.replies().getFirst();
    }

    private void assertRefused(JobValidationRequest request, JobValidationError error) {
        assertThat(ask(request)).isEqualTo(new Refusal(request.kind(), request.slot(), error));
    }
}
