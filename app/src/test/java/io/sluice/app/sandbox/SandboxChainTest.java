package io.sluice.app.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.sluice.mining.bitcoin.Block;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.HashRate;
import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.bitcoin.Transaction;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.testing.HandClock;
import io.sluice.wire.type.Bytes;

/** How the chain grows, forks and comes together again. */
class SandboxChainTest {

    private final HandClock clock = new HandClock();
    private final SandboxChain chain = Sandboxes.chain(clock);
    private final List<String> heard = new ArrayList<>();

    SandboxChainTest() {
        chain.listen(new SandboxListener() {
            @Override
            public void blockSubmitted(SandboxBlock block, boolean tip) {
                heard.add("submitted " + block.height() + (tip ? " tip" : " aside"));
            }

            @Override
            public void blockRejected(String reason) {
                heard.add("rejected " + reason);
            }

            @Override
            public void tipChanged(SandboxBlock tip) {
                heard.add("tip " + tip.height());
            }
        });
    }

    @Test
    void a_mined_block_takes_its_transactions_out_of_the_next_template() {
        List<MempoolTransaction> offered = chain.template().transactions();
        assertThat(offered).isNotEmpty();

        mine(BlockDraft.on(chain));

        assertThat(chain.template().transactions()).doesNotContainAnyElementsOf(offered);
        assertThat(chain.template().parent().fees()).isEqualTo(
                offered.stream().mapToLong(MempoolTransaction::fee).sum());
    }

    @Test
    void the_template_is_worth_subsidy_and_fees() {
        SandboxTemplate template = chain.template();
        long fees = template.transactions().stream().mapToLong(MempoolTransaction::fee).sum();

        assertThat(template.coinbaseValue()).isEqualTo(312_500_000 + fees);
    }

    @Test
    void transactions_arrive_with_time_and_stop_when_the_mempool_is_full() {
        int before = chain.waiting().size();
        clock.advanceSeconds(1);
        assertThat(chain.waiting()).hasSize(before + 5);
        clock.advanceMillis(100);
        assertThat(chain.waiting()).hasSize(before + 5);
        clock.advanceMillis(100);
        assertThat(chain.waiting()).hasSize(before + 6);
        clock.advance(Duration.ofDays(30));
        assertThat(chain.waiting()).hasSize(200);
        clock.set(clock.instant().minusSeconds(1_000_000));
        assertThat(chain.waiting()).hasSize(200);
    }

    @Test
    void a_sandbox_without_transactions_offers_none() {
        SandboxChain empty = Sandboxes.chain(Sandboxes.settings().withTransactions(0, 0), clock);
        clock.advance(Duration.ofDays(1));

        assertThat(empty.template().transactions()).isEmpty();
        assertThat(empty.submit(BlockDraft.on(empty).solve().serialize())).isInstanceOf(SubmitVerdict.Accepted.class);
    }

    @Test
    void listeners_hear_of_every_submission_and_every_tip() {
        mine(BlockDraft.on(chain));
        BlockDraft greedy = BlockDraft.on(chain);
        greedy.outputs = List.of(new TxOutput(TxOutput.MAX_MONEY, BlockDraft.ANYBODY));
        chain.submit(greedy.solve().serialize());
        chain.mine();
        chain.submit(Bytes.EMPTY);

        assertThat(heard).containsExactly(
                "submitted 950000 tip", "tip 950000", "rejected bad-cb-amount", "tip 950001",
                "rejected Block decode failed");
    }

    @Test
    void a_listener_that_asks_already_sees_the_chain_with_the_new_block() {
        List<SandboxTemplate> seen = new ArrayList<>();
        chain.listen(new SandboxListener() {
            @Override
            public void blockSubmitted(SandboxBlock block, boolean tip) {
                seen.add(chain.template());
            }
        });
        mine(BlockDraft.on(chain));

        assertThat(seen).singleElement().satisfies(template -> {
            assertThat(template.parent()).isEqualTo(chain.tip());
            assertThat(template.transactions()).isEmpty();
        });
    }

    @Test
    void a_longer_branch_wins_and_the_loser_gives_its_transactions_back() {
        SandboxBlock root = chain.tip();
        SandboxTemplate template = chain.template();
        mine(BlockDraft.on(chain));
        assertThat(chain.waiting()).isEmpty();

        SandboxBlock rival = chain.mineEmptyBlock(root);
        assertThat(chain.tip()).isNotEqualTo(rival);
        SandboxBlock winner = chain.mineEmptyBlock(rival);

        assertThat(chain.tip()).isEqualTo(winner);
        assertThat(chain.waiting()).isEqualTo(template.transactions());
        assertThat(chain.blockAt(rival.height())).contains(rival);
        assertThat(heard).containsExactly("submitted 950000 tip", "tip 950000", "tip 950001");
    }

    @Test
    void the_block_that_lost_can_be_built_on_and_win() {
        SandboxBlock root = chain.tip();
        SandboxBlock first = chain.mine();
        SandboxBlock late = chain.mineEmptyBlock(root);
        BlockDraft onLate = BlockDraft.on(chain);
        onLate.prevHash = late.hash();
        onLate.scriptSig = BlockDraft.scriptSig(late.height() + 1);
        onLate.others.clear();
        onLate.outputs = List.of(new TxOutput(312_500_000, BlockDraft.ANYBODY));

        assertThat(chain.tip()).isEqualTo(first);
        assertThat(chain.confirmations(late)).isEqualTo(-1);
        assertThat(chain.submit(onLate.solve().serialize())).isInstanceOf(SubmitVerdict.Accepted.class);
        assertThat(chain.confirmations(late)).isEqualTo(2);
        assertThat(chain.confirmations(first)).isEqualTo(-1);
    }

    @Test
    void of_two_equal_branches_the_first_stays_unless_the_other_is_preferred() {
        SandboxBlock root = chain.tip();
        SandboxBlock first = chain.mine();
        SandboxBlock second = chain.mineEmptyBlock(root);

        assertThat(chain.tip()).isEqualTo(first);
        assertThat(chain.prefer(second.hash())).isTrue();
        assertThat(chain.tip()).isEqualTo(second);
        assertThat(chain.prefer(root.hash())).isFalse();
        assertThat(chain.prefer(BlockHash.ZERO)).isFalse();
        assertThat(chain.tip()).isEqualTo(second);
        assertThat(heard).containsExactly("tip 950000", "tip 950000");
    }

    @Test
    void blocks_and_transactions_that_are_buried_deep_are_forgotten() {
        SandboxBlock root = chain.tip();
        MempoolTransaction early = chain.waiting().getFirst();
        SandboxBlock first = chain.mine();
        for (int i = 0; i < BlockTree.DEPTH; i++) {
            clock.advanceMillis(200);
            chain.mine();
        }
        assertThat(chain.block(root.hash())).isEmpty();
        assertThat(chain.block(first.hash())).isPresent();
        assertThat(chain.transaction(early.txid())).isPresent();

        chain.mine();
        assertThat(chain.block(first.hash())).isEmpty();
        assertThat(chain.transaction(early.txid())).isEmpty();
        assertThat(chain.waiting()).doesNotContain(early);
    }

    @Test
    void the_median_of_eleven_times_moves_the_earliest_time_of_the_next_block() {
        for (int i = 0; i < 11; i++) {
            clock.advanceSeconds(10);
            chain.mineEmptyBlock(chain.tip());
        }
        assertThat(chain.template().minTime()).isEqualTo(clock.instant().getEpochSecond() - 50 + 1);
        clock.set(clock.instant().minusSeconds(1000));
        assertThat(chain.template().curTime()).isEqualTo(chain.template().minTime());
    }

    @Test
    void a_coinbase_without_its_witness_is_mended_only_where_that_is_asked_for() {
        SandboxChain mending = Sandboxes.chain(Sandboxes.settings().withMendedCoinbases(), clock);
        BlockDraft bare = BlockDraft.on(mending);
        bare.reserved = List.of();
        Block block = bare.solve();

        assertThat(mending.submit(block.serialize())).isInstanceOf(SubmitVerdict.Accepted.class);
        assertThat(mending.tip().block().coinbase().inputs().getFirst().witness())
                .containsExactly(BlockHash.ZERO.internal());
        assertThat(chain.submit(block.serialize())).isEqualTo(new SubmitVerdict.Rejected("bad-witness-nonce-size"));
    }

    @Test
    void a_proposal_is_judged_as_a_block_that_nobody_worked_on() throws Exception {
        BlockDraft draft = BlockDraft.on(chain);
        assertThat(chain.propose(draft.solve(false).serialize())).isEmpty();
        assertThat(chain.propose(headless())).contains("bad-cb-missing");
        draft.nTime = 0;
        assertThat(chain.propose(draft.solve(false).serialize())).contains("time-too-old");
        draft.prevHash = BlockHash.ZERO;
        assertThat(chain.propose(draft.solve(false).serialize())).contains("inconclusive-not-best-prevblk");
        Block mined = BlockDraft.on(chain).solve();
        chain.submit(mined.serialize());
        assertThat(chain.propose(mined.serialize())).contains("duplicate");
        assertThat(chain.tip().height()).isEqualTo(950_000);
    }

    @Test
    void the_target_for_a_hash_rate_is_met_as_often_as_asked() {
        double hashes = SandboxSettings.nBitsFor(new HashRate(2_500_000), Duration.ofSeconds(4)).toTarget()
                .expectedHashes();
        assertThat(hashes).isBetween(9_990_000.0, 10_010_000.0);
    }

    @Test
    void a_sandbox_that_would_play_a_real_network_or_pays_too_little_is_refused() {
        SandboxSettings settings = Sandboxes.settings();
        assertThat(settings.withFirstHeight(1_679_999).firstHeight()).isEqualTo(1_679_999);
        assertThatThrownBy(() -> settings.withFirstHeight(1_680_000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings.withFirstHeight(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings.withTransactions(-1, 10)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> settings.withTransactions(1, 16_384)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SandboxSettings(Network.MAINNET, Sandboxes.EASY, 1, 0, 0, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A block on the tip whose only transaction is an ordinary one. */
    private Bytes headless() {
        Transaction ordinary = chain.waiting().getFirst().transaction();
        BlockHeader header = new BlockHeader(0x2000_0000, chain.tip().hash(), ordinary.txid(),
                clock.instant().getEpochSecond(), Sandboxes.EASY, 0);
        return new Block(header, List.of(ordinary)).serialize();
    }

    private void mine(BlockDraft draft) {
        assertThat(chain.submit(draft.solve().serialize())).isInstanceOf(SubmitVerdict.Accepted.class);
    }
}
