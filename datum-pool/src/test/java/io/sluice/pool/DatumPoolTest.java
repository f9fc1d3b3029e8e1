package io.sluice.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.sluice.datum.message.BlockNotify;
import io.sluice.datum.message.ClientConfiguration;
import io.sluice.datum.message.CoinbaserRequest;
import io.sluice.datum.message.CoinbaserResponse;
import io.sluice.datum.message.JobValidationError;
import io.sluice.datum.message.JobValidationReply;
import io.sluice.datum.message.JobValidationRequest;
import io.sluice.datum.message.Ping;
import io.sluice.datum.message.PowSubmission;
import io.sluice.datum.message.ShareReason;
import io.sluice.datum.message.ShareResponse;
import io.sluice.mining.bitcoin.Block;
import io.sluice.mining.bitcoin.HeightPush;
import io.sluice.mining.bitcoin.MalformedTransaction;
import io.sluice.mining.bitcoin.Transaction;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.pool.chain.BlockAnswer;
import io.sluice.pool.chain.PoolTip;
import io.sluice.pool.ledger.FoundBlock;
import io.sluice.pool.ledger.MinerCount;
import io.sluice.pool.testing.HandChain;
import io.sluice.pool.testing.HandMadeWork;
import io.sluice.pool.testing.PoolRig;
import io.sluice.wire.type.Bytes;

/** A pool and gateways that behave. */
class DatumPoolTest {

    private static final PoolTip NEXT = new PoolTip(CandidateFixtures.hash(5, 5), HandMadeWork.HEIGHT + 1,
            HandMadeWork.BLOCK_BITS, HandMadeWork.MIN_TIME);

    @TempDir
    Path folder;

    private final HandChain chain = new HandChain(HandMadeWork.TIP);
    private PoolRig rig;

    @BeforeEach
    void open() {
        rig = new PoolRig(folder, chain);
    }

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void the_answer_to_hello_and_the_configuration_go_out_in_one_write() {
        PoolRig.Line line = rig.greeted();

        assertThat(line.gateway.response()).isPresent();
        assertThat(line.gateway.heard).containsExactly(new ClientConfiguration(
                HandMadeWork.POOL_SCRIPT, HandMadeWork.PRIME_ID, HandMadeWork.TAG, 4));
        assertThat(line.writes).isEqualTo(1);
        assertThat(rig.pool.status().gateways()).singleElement().satisfies(gateway -> {
            assertThat(gateway.identity()).isEqualTo(line.identity());
            assertThat(gateway.version()).isEqualTo("hand-made/1");
        });
    }

    @Test
    void hello_may_come_byte_by_byte() {
        PoolRig.Line line = rig.connect();
        for (byte one : line.gateway.said()) {
            line.send(new byte[]{one});
        }
        assertThat(line.gateway.heard).hasSize(1);
    }

    @Test
    void a_coinbaser_request_is_answered_at_once_largest_first() {
        PoolRig.Line line = rig.greeted();
        var request = new CoinbaserRequest(HandMadeWork.VALUE, HandMadeWork.TIP.prevHash());

        assertThat(line.ask(request)).isEqualTo(CoinbaserResponse.of(HandMadeWork.VALUE, 1, List.of(
                new TxOutput(156_253_185, CandidateFixtures.p2tr(2)),
                new TxOutput(93_751_911, CandidateFixtures.p2wpkh(1)))));
    }

    @Test
    void every_share_is_answered_with_its_nonce_target_byte_and_slot() {
        PoolRig.Line line = rig.greeted();
        HandMadeWork work = rig.work(line);
        PowSubmission share = work.share();

        assertThat(line.submit(share)).isEqualTo(
                new ShareResponse(ShareResponse.Status.ACCEPTED, 0, share.nonce(), 2, 1));
        assertThat(line.submit(share)).isEqualTo(
                new ShareResponse(ShareResponse.Status.REJECTED, 29, share.nonce(), 2, 1));
        work.targetByte = 1;
        PowSubmission easy = work.share();
        assertThat(line.submit(easy)).isEqualTo(
                new ShareResponse(ShareResponse.Status.REJECTED, 13, easy.nonce(), 1, 1));
    }

    @Test
    void several_shares_in_one_segment_are_answered_in_one_write() {
        PoolRig.Line line = rig.greeted();
        HandMadeWork work = rig.work(line);
        int before = line.writes;
        line.gateway.say(work.share());
        work.nTime++;
        line.gateway.say(work.share(false, false));
        line.exchange();

        assertThat(line.gateway.heard.subList(2, 4)).allMatch(
                answer -> ((ShareResponse) answer).status() == ShareResponse.Status.ACCEPTED);
        assertThat(line.writes).isEqualTo(before + 1);
    }

    @Test
    void the_books_add_up_over_all_gateways() {
        PoolRig.Line one = rig.greeted();
        PoolRig.Line two = rig.greeted();
        HandMadeWork work = rig.work(one);
        one.submit(work.share());
        // The same header through another gateway is no new work.
        assertThat(two.submit(work.share()).reason()).contains(ShareReason.DUPLICATE_WORK);
        work.username = Bytes.utf8("bob");
        work.nTime++;
        two.submit(work.share());
        two.submit(work.submission(0, false, false));

        PoolStatus status = rig.pool.status();
        assertThat(status.miners()).extracting(MinerCount::name, MinerCount::accepted, MinerCount::acceptedDifficulty)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("bc1qexample.rig1", 1L, 4L),
                        org.assertj.core.groups.Tuple.tuple("bob", 1L, 4L));
        assertThat(status.accepted()).isEqualTo(2);
        assertThat(status.rejected()).isEqualTo(2);
        assertThat(status.tentative()).isZero();
        assertThat(status.gateways()).extracting("accepted", "rejected").containsExactlyInAnyOrder(
                org.assertj.core.groups.Tuple.tuple(1L, 0L), org.assertj.core.groups.Tuple.tuple(1L, 2L));
    }

    @Test
    void silence_is_broken_by_a_ping_every_25_seconds() {
        PoolRig.Line line = rig.greeted();
        rig.pass(line, 24);
        assertThat(line.gateway.heard).hasSize(1);
        rig.pass(line, 1);
        assertThat(line.gateway.lastHeard()).isEqualTo(new Ping());
        rig.pass(line, 25);
        assertThat(line.gateway.heard).hasSize(3);
    }

    @Test
    void a_new_block_is_told_to_all_gateways_once() {
        PoolRig.Line one = rig.greeted();
        PoolRig.Line two = rig.greeted();
        PoolRig.Line silent = rig.connect();
        chain.advance(NEXT);
        chain.advance(new PoolTip(NEXT.prevHash(), NEXT.height(), NEXT.nBits(), NEXT.minTime() + 1));

        assertThat(one.deliver().gateway.heard).hasSize(2).last().isEqualTo(new BlockNotify());
        assertThat(two.deliver().gateway.heard).hasSize(2).last().isEqualTo(new BlockNotify());
        assertThat(silent.deliver().writes).isZero();
    }

    @Test
    void work_ahead_of_our_node_is_tentative_until_the_block_comes() {
        PoolRig.Line line = rig.greeted();
        HandMadeWork work = new HandMadeWork().blank();
        work.tip = NEXT;
        work.heightPush = HeightPush.of(NEXT.height());
        PowSubmission share = work.share();
        assertThat(line.submit(share).status()).isEqualTo(ShareResponse.Status.TENTATIVE);
        assertThat(rig.pool.status().tentative()).isEqualTo(1);

        chain.advance(NEXT);
        assertThat(rig.pool.status().accepted()).isEqualTo(1);
        assertThat(rig.pool.status().tentative()).isZero();
        line.deliver();
        assertThat(line.submit(share).reason()).contains(ShareReason.DUPLICATE_WORK);
    }

    @Test
    void a_block_is_put_together_from_what_the_gateway_shows() throws MalformedTransaction {
        PoolRig.Line line = rig.greeted();
        HandMadeWork work = rig.work(line);
        PowSubmission share = work.block();
        line.gateway.say(share);
        line.exchange();
        assertThat(line.gateway.heard.subList(2, 4)).containsExactly(
                new JobValidationRequest.SendAll(1), ShareResponse.accepted(share));

        line.gateway.say(new JobValidationReply.AllTransactions(1,
                work.transactions.stream().map(Transaction::serialize).toList()));
        line.exchange();
        Block block = Block.read(chain.submitted.getFirst());
        assertThat(block.header()).isEqualTo(work.header(share.nonce()));
        assertThat(block.merkleRoot()).isEqualTo(block.header().merkleRoot());
        assertThat(block.coinbase().hasWitness()).isTrue();
        assertThat(rig.pool.status().blocks()).extracting(FoundBlock::outcome).containsExactly("ACCEPTED");
    }

    @Test
    void a_block_without_transactions_needs_no_question() throws MalformedTransaction {
        PoolRig.Line line = rig.greeted();
        HandMadeWork work = new HandMadeWork().subsidyOnly();
        chain.answer = new BlockAnswer(BlockAnswer.Outcome.ALREADY_KNOWN, "duplicate");
        assertThat(line.submit(work.block()).status()).isEqualTo(ShareResponse.Status.ACCEPTED);

        Block block = Block.read(chain.submitted.getFirst());
        assertThat(block.coinbase().hasWitness()).isFalse();
        assertThat(block.merkleRoot()).isEqualTo(block.header().merkleRoot());
        assertThat(rig.pool.status().blocks()).extracting(FoundBlock::outcome).containsExactly("ALREADY_KNOWN");
    }

    @Test
    void a_gateway_that_shows_nothing_submits_by_itself() {
        PoolRig.Line line = rig.greeted();
        line.submit(rig.work(line).block());
        line.gateway.say(new JobValidationReply.Refusal(
                JobValidationRequest.Kind.ALL_TRANSACTIONS, 1, JobValidationError.NO_TEMPLATE));
        line.exchange();

        assertThat(chain.submitted).isEmpty();
        assertThat(line.isClosed()).isFalse();
        assertThat(rig.pool.status().blocks()).extracting(FoundBlock::outcome).containsExactly("NOT_SUBMITTED");
    }

    @Test
    void a_restarted_pool_knows_its_shares_and_its_lists() {
        PoolRig.Line before = rig.greeted();
        HandMadeWork work = rig.work(before);
        PowSubmission counted = work.share();
        before.submit(counted);
        rig.close();
        assertThat(before.isClosed()).isTrue();

        rig = new PoolRig(folder, chain);
        PoolRig.Line after = rig.greeted();
        assertThat(after.submit(counted).reason()).contains(ShareReason.DUPLICATE_WORK);
        work.nTime++;
        assertThat(after.submit(work.share()).status()).isEqualTo(ShareResponse.Status.ACCEPTED);
        assertThat(rig.pool.status().accepted()).isEqualTo(2);
        assertThat(rig.pool.status().rejections()).isEqualTo(Map.of(29, 1L));
    }

    @Test
    void a_pool_without_a_tip_takes_nobody_yet() {
        rig.close();
        var silent = new HandChain();
        rig = new PoolRig(folder, silent);
        assertThat(rig.greeted().isClosed()).isTrue();

        silent.advance(HandMadeWork.TIP);
        assertThat(rig.greeted().isClosed()).isFalse();
    }

    @Test
    void a_solved_share_lost_with_its_gateway_is_written_down_as_such() {
        PoolRig.Line line = rig.greeted();
        line.submit(rig.work(line).block());
        line.socket.close();

        assertThat(rig.pool.status().gateways()).isEmpty();
        assertThat(rig.pool.status().blocks()).singleElement().satisfies(block -> {
            assertThat(block.outcome()).isEqualTo("NOT_SUBMITTED");
            assertThat(block.words()).contains("left");
        });
    }
}
