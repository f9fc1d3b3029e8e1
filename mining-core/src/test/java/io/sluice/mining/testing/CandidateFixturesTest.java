package io.sluice.mining.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.MalformedTransaction;
import io.sluice.mining.bitcoin.MerkleTree;
import io.sluice.mining.bitcoin.Transaction;
import io.sluice.mining.bitcoin.TransactionReader;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.CoinbaseOutputs;
import io.sluice.mining.candidate.TemplateTransaction;

/** What the fixtures promise, since other tests build on it. */
class CandidateFixturesTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "5, 3", "2100, 12"})
    void a_template_belongs_to_its_transactions(int count, int branches) {
        BlockTemplate template = CandidateFixtures.template(CandidateFixtures.TIP, count);
        List<BlockHash> txids = template.transactions().stream().map(TemplateTransaction::txid).toList();

        assertThat(txids).doesNotHaveDuplicates().hasSize(count);
        assertThat(template.merklePath().branches()).hasSize(branches);
        assertThat(template.coinbaseValue()).isEqualTo(CandidateFixtures.SUBSIDY + template.totalFees());

        List<BlockHash> leaves = new ArrayList<>(List.of(CandidateFixtures.hash(1, 1)));
        leaves.addAll(txids);
        assertThat(template.merklePath().root(CandidateFixtures.hash(1, 1))).isEqualTo(MerkleTree.root(leaves));
    }

    @Test
    void both_kinds_of_transactions_are_there_and_can_be_read() throws MalformedTransaction {
        for (TemplateTransaction offered : CandidateFixtures.mixedTemplate().transactions()) {
            Transaction transaction = TransactionReader.read(offered.raw());

            assertThat(transaction.txid()).isEqualTo(offered.txid());
            assertThat(transaction.wtxid()).isEqualTo(offered.wtxid());
            assertThat(transaction.weight()).isEqualTo(offered.weight());
        }
        assertThat(CandidateFixtures.mixedTemplate().transactions())
                .anyMatch(offered -> offered.txid().equals(offered.wtxid()))
                .anyMatch(offered -> !offered.txid().equals(offered.wtxid()));
    }

    @Test
    void payouts_are_sorted_and_leave_something_over() {
        CoinbaseOutputs payouts = CandidateFixtures.payouts(7, 450);

        assertThat(payouts.payouts()).hasSize(450).isSortedAccordingTo((a, b) -> Long.compare(b.value(), a.value()));
        assertThat(payouts.payouts().stream().mapToLong(TxOutput::value).sum()).isLessThan(CandidateFixtures.SUBSIDY);
    }
}
