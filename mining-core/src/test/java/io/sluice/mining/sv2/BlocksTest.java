package io.sluice.mining.sv2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.mining.bitcoin.Block;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.BlockHeader;
import io.sluice.mining.bitcoin.Sha256d;
import io.sluice.mining.bitcoin.Target;
import io.sluice.mining.candidate.BlockAssembler;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.port.Effect;
import io.sluice.mining.port.ShareGate.Admission;
import io.sluice.mining.share.SolvedBlock;
import io.sluice.mining.testing.Workshop;
import io.sluice.wire.Sv2Message;
import io.sluice.wire.extension.RequestExtensions;
import io.sluice.wire.mining.MiningMessage;
import io.sluice.wire.mining.SubmitSharesError;
import io.sluice.wire.mining.SubmitSharesSuccess;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.Str255;

/** A header that meets the network's target is a block, whatever else is wrong, and it comes before everything else. */
class BlocksTest {

    private static final Target NETWORK = Workshop.MINEABLE.toTarget();

    private final Workshop workshop = new Workshop();
    private BlockCandidate candidate;
    private Talk talk;
    private TestMiner miner;

    @BeforeEach
    void a_network_whose_blocks_can_be_found() {
        candidate = workshop.poolWork(Workshop.tip(900_000, Workshop.MINEABLE), 5);
        talk = Talk.begin(workshop, candidate).setUp();
        miner = talk.extendedMiner();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_block_is_submitted_first_and_its_share_acknowledged_at_once(boolean standard) {
        TestMiner finder = standard ? talk.standardMiner() : miner;
        talk.say(finder.share(finder.mine(finder.currentWork(),
                hash -> finder.target().isMetBy(hash) && !NETWORK.isMetBy(hash))));
        TestMiner.Try found = finder.mine(finder.currentWork(), NETWORK::isMetBy);

        List<Effect<Sv2Message>> effects = talk.say(finder.share(found));

        assertThat(effects.getFirst()).isInstanceOf(Effect.SubmitBlock.class);
        SolvedBlock block = Talk.blocks(effects).getFirst();
        assertThat(block.hash()).isEqualTo(found.hash());
        assertThat(block.candidate()).isSameAs(candidate);
        assertThat(block.finder()).isEqualTo("account.worker");
        assertThat(new BlockHash(Sha256d.hash(block.header()))).isEqualTo(found.hash());
        BlockHeader header = BlockHeader.read(block.header().toArray(), 0);
        assertThat(candidate.template().merklePath().root(new BlockHash(Sha256d.hash(block.coinbase()))))
                .as("the coinbase belongs to the header").isEqualTo(header.merkleRoot());
        assertThat(Talk.replies(effects)).containsExactly(new SubmitSharesSuccess(finder.channelId(), 2, 2, 2));
        assertThat(workshop.gate().admitted().getLast().solvesBlock()).isTrue();
    }

    @Test
    void what_is_submitted_is_a_whole_block() throws Exception {
        SolvedBlock solved = Talk.blocks(talk.say(miner.share(miner.mine(miner.currentWork(), NETWORK::isMetBy))))
                .getFirst();

        Bytes raw = BlockAssembler.block(
                BlockHeader.read(solved.header().toArray(), 0), solved.coinbase(), solved.candidate().template());

        Block block = Block.read(raw);
        assertThat(block.header().hash()).isEqualTo(solved.hash());
        assertThat(block.transactions()).hasSize(6);
    }

    @Test
    void a_block_on_a_stale_job_is_a_block() {
        TestMiner.Work old = miner.currentWork();
        miner.hearsEffects(talk.connection().work(
                workshop.poolWork(Workshop.tip(900_001, Workshop.MINEABLE), 1)));

        isSubmittedThoughRefused(miner.share(miner.mine(old, NETWORK::isMetBy)), SubmitSharesError.STALE_SHARE);
    }

    @Test
    void a_block_that_comes_again_is_submitted_again() {
        TestMiner.Try found = miner.mine(miner.currentWork(), NETWORK::isMetBy);
        talk.say(miner.share(found));

        isSubmittedThoughRefused(miner.share(found), SubmitSharesError.DUPLICATE_SHARE);
    }

    @Test
    void a_block_with_version_bits_that_the_pool_does_not_take_is_a_block() {
        long version = miner.currentWork().version() ^ 1L << 6;
        TestMiner.Try found = sweep(version, miner.currentWork().nTime());

        isSubmittedThoughRefused(miner.share(found), SubmitSharesError.INVALID_NON_ROLLABLE_VERSION_BIT);
    }

    @Test
    void a_block_from_the_future_is_submitted_for_the_node_to_judge() {
        long nTime = workshop.clock().instant().getEpochSecond() + 10_000;

        isSubmittedThoughRefused(miner.share(sweep(miner.currentWork().version(), nTime)),
                SubmitSharesError.INVALID_SHARE);
    }

    @Test
    void a_block_that_the_pool_has_no_room_for_is_a_block() {
        workshop.gate().answer(Admission.OVERLOADED);
        isSubmittedThoughRefused(miner.share(miner.mine(miner.currentWork(), NETWORK::isMetBy)),
                ErrorCodes.OVERLOADED);
    }

    @Test
    void a_block_in_a_share_whose_extension_fields_are_garbage_is_submitted_and_the_share_refused() {
        talk.say(new RequestExtensions(1, List.of(2)));
        TestMiner.Try found = miner.mine(miner.currentWork(), NETWORK::isMetBy);

        List<Effect<Sv2Message>> effects = talk.say(miner.share(found, Bytes.hex("020001ff")));

        assertThat(Talk.blocks(effects).getFirst().hash()).isEqualTo(found.hash());
        assertThat(Talk.reply(SubmitSharesError.class, effects).errorCode())
                .isEqualTo(SubmitSharesError.INVALID_SHARE);
        assertThat(Talk.hangUp(effects)).isEmpty();
        assertThat(workshop.gate().admitted()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_block_that_crosses_our_hanging_up_is_submitted_and_nothing_is_answered(boolean standard) {
        TestMiner finder = standard ? talk.standardMiner() : miner;
        MiningMessage share = finder.goodShare();
        TestMiner.Try found = finder.mine(finder.currentWork(), NETWORK::isMetBy);
        talk.connection().withheld("the pool is away");

        assertThat(talk.say(share)).isEmpty();
        List<Effect<Sv2Message>> effects = talk.say(finder.share(found));

        assertThat(effects).hasSize(1);
        assertThat(Talk.blocks(effects).getFirst().hash()).isEqualTo(found.hash());
        assertThat(workshop.gate().admitted()).as("nothing counts that was never answered").isEmpty();
    }

    private TestMiner.Try sweep(long version, long nTime) {
        for (long nonce = 0;; nonce++) {
            TestMiner.Try next = miner.header(miner.currentWork(), nonce, nTime, version, miner.extranonce());
            if (NETWORK.isMetBy(next.hash())) {
                return next;
            }
        }
    }

    private void isSubmittedThoughRefused(MiningMessage share, Str255 code) {
        List<Effect<Sv2Message>> effects = talk.say(share);
        assertThat(effects.getFirst()).isInstanceOf(Effect.SubmitBlock.class);
        assertThat(Talk.blocks(effects)).hasSize(1);
        assertThat(Talk.reply(SubmitSharesError.class, effects).errorCode()).isEqualTo(code);
    }
}
