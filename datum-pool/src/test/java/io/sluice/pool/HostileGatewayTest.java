package io.sluice.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.sluice.datum.crypto.HeaderMask;
import io.sluice.datum.message.CoinbaserRequest;
import io.sluice.datum.message.DatumWriter;
import io.sluice.datum.message.JobValidationReply;
import io.sluice.datum.message.PowSubmission;
import io.sluice.datum.message.ShareReason;
import io.sluice.datum.message.ShareResponse;
import io.sluice.datum.message.UnknownMiningCommand;
import io.sluice.mining.bitcoin.Transaction;
import io.sluice.mining.bitcoin.TxOutput;
import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.pool.chain.PoolTip;
import io.sluice.pool.ledger.FoundBlock;
import io.sluice.pool.ledger.MinerCount;
import io.sluice.pool.testing.HandChain;
import io.sluice.pool.testing.HandMadeWork;
import io.sluice.pool.testing.PoolRig;
import io.sluice.wire.type.Bytes;

/** Peers that are broken, or lie. */
class HostileGatewayTest {

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
    void random_bytes_end_the_connection_or_wait_for_more() {
        for (long seed = 0; seed < 200; seed++) {
            byte[] noise = new byte[2000];
            new Random(seed).nextBytes(noise);
            PoolRig.Line line = rig.connect().send(noise);

            assertThat(line.isClosed()).as("seed %d", seed).isTrue();
            assertThat(line.writes).as("seed %d", seed).isZero();
        }
        assertThat(rig.pool.status().gateways()).isEmpty();
    }

    @Test
    void a_hello_longer_than_any_is_refused_by_its_header() {
        int header = 0x0b00_0000 | 1025;
        byte[] frame = new DatumWriter().u32(HeaderMask.hello().next(header)).toBytes().toArray();

        assertThat(rig.connect().send(frame).isClosed()).isTrue();
    }

    @Test
    void every_flipped_bit_in_hello_ends_the_connection() {
        // Padding makes each HELLO another length; this much all have.
        int length = 4 + 48 + 134 + "hand-made/1".length() + 1 + 64;
        for (int at = 0; at < length; at += 7) {
            PoolRig.Line line = rig.connect();
            byte[] hello = line.gateway.said();
            // The two reserved bits of the header mean nothing.
            hello[at] ^= (byte) (at == 2 ? 1 : 1 << at % 8);
            line.send(hello);
            if (!line.isClosed()) {
                // A longer length waits for bytes that never come, until the deadline.
                assertThat(at).isLessThan(4);
                rig.pass(line, 12);
            }
            assertThat(line.isClosed()).as("byte %d", at).isTrue();
            assertThat(line.writes).as("byte %d", at).isZero();
        }
    }

    @Test
    void silence_instead_of_hello_is_cut_after_ten_seconds() {
        PoolRig.Line line = rig.connect();
        byte[] hello = line.gateway.said();
        line.send(java.util.Arrays.copyOf(hello, hello.length - 1));
        rig.pass(line, 10);
        assertThat(line.isClosed()).isFalse();
        rig.pass(line, 1);
        assertThat(line.isClosed()).isTrue();
    }

    @Test
    void a_damaged_frame_ends_the_connection() {
        PoolRig.Line line = rig.greeted();
        line.gateway.say(new CoinbaserRequest(HandMadeWork.VALUE, HandMadeWork.TIP.prevHash()));
        byte[] frame = line.gateway.said();
        frame[frame.length - 1] ^= 1;

        assertThat(line.send(frame).isClosed()).isTrue();
        assertThat(line.gateway.heard).hasSize(1);
    }

    @Test
    void a_frame_announced_larger_than_any_ends_the_connection_before_it_comes() {
        PoolRig.Line line = rig.greeted();
        line.gateway.say(new UnknownMiningCommand(0x55, Bytes.of(new byte[300_000])));

        assertThat(line.send(java.util.Arrays.copyOf(line.gateway.said(), 4)).isClosed()).isTrue();
    }

    @Test
    void a_malformed_message_ends_the_connection() {
        PoolRig.Line line = rig.greeted();
        line.gateway.say(new UnknownMiningCommand(0x27, Bytes.hex("0001")));

        assertThat(line.exchange().isClosed()).isTrue();
    }

    @Test
    void a_mistake_of_ours_ends_the_connection_that_met_it_alone() {
        PoolRig.Line met = rig.greeted();
        PoolRig.Line other = rig.greeted();

        met.socket.pipeline().fireExceptionCaught(new IllegalStateException("made by this test"));

        assertThat(met.isClosed()).isTrue();
        assertThat(other.isClosed()).isFalse();
    }

    @Test
    void an_unknown_command_is_ignored() {
        PoolRig.Line line = rig.greeted();
        line.gateway.say(new UnknownMiningCommand(0x77, Bytes.hex("0001")));

        assertThat(line.exchange().isClosed()).isFalse();
        assertThat(rig.work(line).paid).isNotEmpty();
    }

    @Test
    void shares_without_work_are_answered_for_a_while_and_cost_the_connection_then() {
        PoolRig.Line line = rig.greeted();
        HandMadeWork work = rig.work(line);
        work.targetByte = 1;
        PowSubmission worthless = work.share();
        int answered = 0;
        while (!line.isClosed() && answered < 1000) {
            assertThat(line.submit(worthless).reason()).contains(ShareReason.BAD_TARGET);
            answered++;
        }
        assertThat(answered).isEqualTo(201);
        assertThat(rig.pool.status().miners()).extracting(MinerCount::name, MinerCount::rejected)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("", 201L));
    }

    @Test
    void asking_for_lists_all_the_time_costs_the_connection() {
        PoolRig.Line line = rig.greeted();
        int asked = 0;
        while (!line.isClosed() && asked < 100) {
            line.gateway.say(new CoinbaserRequest(HandMadeWork.VALUE + asked++, HandMadeWork.TIP.prevHash()));
            line.exchange();
        }
        assertThat(asked).isEqualTo(31);
    }

    @Test
    void a_gateway_that_pays_itself_gets_nothing_for_it() {
        PoolRig.Line line = rig.greeted();
        HandMadeWork work = rig.work(line);
        work.rest = new TxOutput(work.rest.value(), CandidateFixtures.p2wpkh(666));
        ShareResponse answer = line.submit(work.share());

        assertThat(answer.status()).isEqualTo(ShareResponse.Status.REJECTED);
        assertThat(answer.reason()).contains(ShareReason.BAD_COINBASE_OUTPUTS);
    }

    @Test
    void transactions_that_are_not_those_mined_on_make_no_block() {
        PoolRig.Line line = rig.greeted();
        HandMadeWork work = rig.work(line);
        line.submit(work.block());
        line.gateway.say(new JobValidationReply.AllTransactions(1,
                List.of(work.transactions.get(1).serialize(), work.transactions.get(0).serialize(),
                        work.transactions.get(2).serialize())));
        line.exchange();

        assertThat(chain.submitted).isEmpty();
        assertThat(rig.pool.status().blocks()).singleElement().satisfies(block -> {
            assertThat(block.outcome()).isEqualTo("NOT_SUBMITTED");
            assertThat(block.words()).contains("not those it mined on");
        });
    }

    @Test
    void transactions_nobody_asked_for_are_ignored() {
        PoolRig.Line line = rig.greeted();
        line.gateway.say(new JobValidationReply.AllTransactions(1,
                rig.work(line).transactions.stream().map(Transaction::serialize).toList()));

        assertThat(line.exchange().isClosed()).isFalse();
        assertThat(rig.pool.status().blocks()).extracting(FoundBlock::outcome).isEmpty();
    }

    @Test
    void more_newcomers_from_one_address_than_allowed_are_refused() {
        for (int i = 0; i < 32; i++) {
            assertThat(rig.greeted().isClosed()).isFalse();
        }
        assertThat(rig.connect().isClosed()).isTrue();
    }

    @Test
    void gateways_that_work_may_share_an_address_and_leave_newcomers_their_places() {
        for (int i = 0; i < 40; i++) {
            PoolRig.Line line = rig.greeted();
            HandMadeWork work = rig.work(line);
            work.extranonce = Bytes.hex("b14cf00f" + String.format("%016x", i));
            assertThat(line.submit(work.share()).status()).isEqualTo(ShareResponse.Status.ACCEPTED);
        }
        assertThat(rig.connect().isClosed()).isFalse();
    }

    @Test
    void a_share_that_is_refused_makes_nobody_known() {
        for (int i = 0; i < 32; i++) {
            PoolRig.Line line = rig.greeted();
            HandMadeWork work = rig.work(line);
            work.targetByte = 1;
            assertThat(line.submit(work.share()).status()).isEqualTo(ShareResponse.Status.REJECTED);
        }
        assertThat(rig.connect().isClosed()).isTrue();
    }

    @Test
    void a_gateway_that_does_not_read_is_cut_off_before_it_fills_memory() {
        PoolRig.Line line = rig.greeted();
        line.socket.pipeline().addFirst(new ChannelOutboundHandlerAdapter() {
            @Override
            public void flush(ChannelHandlerContext ctx) {
                // The socket's buffer is full, for ever.
            }
        });
        int told = 0;
        while (!line.isClosed() && told < 100_000) {
            chain.advance(
                    new PoolTip(CandidateFixtures.hash(told, 3), HandMadeWork.HEIGHT, HandMadeWork.BLOCK_BITS, 0));
            line.socket.runPendingTasks();
            told++;
        }
        assertThat(told).isBetween(1_000, 50_000);
    }
}
