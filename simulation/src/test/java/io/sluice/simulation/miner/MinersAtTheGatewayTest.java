package io.sluice.simulation.miner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.share.AcceptedShare;
import io.sluice.simulation.miner.VirtualMiners.Kind;
import io.sluice.simulation.miner.VirtualMiners.Protocol;
import io.sluice.simulation.trace.Happening;
import io.sluice.simulation.trace.Happening.Honesty;

/** All kinds of miners against the gateway's true conversations: what an independent hand takes their shares for. */
final class MinersAtTheGatewayTest {

    private static final double HASH_RATE = 100;

    private static final Map<Honesty, String> SV1_REFUSALS = Map.of(
            Honesty.LOW, "23 Low difficulty share",
            Honesty.DUPLICATE, "22 Duplicate share",
            Honesty.STALE, "21 Stale share",
            Honesty.FOREIGN_JOB, "21 Job not found",
            Honesty.WRONG_TIME, "20 Time out of range",
            Honesty.WRONG_VERSION, "20 Invalid version bits");
    private static final Map<Honesty, String> SV2_REFUSALS = Map.of(
            Honesty.LOW, "difficulty-too-low",
            Honesty.DUPLICATE, "duplicate-share",
            Honesty.STALE, "stale-share",
            Honesty.FOREIGN_JOB, "invalid-job-id",
            Honesty.WRONG_TIME, "invalid-share",
            Honesty.WRONG_VERSION, "invalid-non-rollable-version-bit");

    private final Yard yard = new Yard();

    @ParameterizedTest
    @EnumSource(Kind.class)
    void every_honest_share_is_accepted_for_the_very_header_that_the_trace_tells(Kind kind) {
        TrueGateway gateway = begin(kind, yard.miner(kind, HASH_RATE));

        gateway.advanceSeconds(40);
        gateway.update();
        gateway.advanceSeconds(20);
        gateway.newBlock();
        gateway.advanceSeconds(30);

        assertThat(yard.sent()).hasSizeGreaterThan(12);
        List<BlockHash> told = yard.sent().stream().map(sent -> sent.share().hash()).toList();
        assertThat(gateway.workshop.gate().admitted().stream().map(AcceptedShare::hash).toList())
                .containsExactlyElementsOf(told);
        assertThat(new HashSet<>(told)).hasSameSizeAs(told);
        assertThat(yard.answered()).allMatch(Happening.ShareAnswered::accepted)
                .hasSizeGreaterThanOrEqualTo(told.size() - 8);
        assertThat(yard.seen(Happening.Oddity.class)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void every_lie_is_refused_for_what_it_is(Kind kind) {
        VirtualMiner miner = yard.miner(kind, HASH_RATE);
        Map<Honesty, String> refusals = kind.protocol() == Protocol.SV1 ? SV1_REFUSALS : SV2_REFUSALS;
        refusals.keySet().forEach(miner::lie);
        TrueGateway gateway = begin(kind, miner);

        gateway.advanceSeconds(20);
        gateway.newBlock();
        gateway.advanceSeconds(20);

        refusals.forEach((lie, code) -> {
            assertThat(yard.sent(lie)).as("%s", lie).hasSize(1);
            assertThat(yard.answered(answer -> answer.share().honesty() == lie)).as("%s", lie).singleElement()
                    .isEqualTo(new Happening.ShareAnswered(
                            Yard.USER, yard.sent(lie).getFirst().share(), false, code));
        });
        assertThat(yard.answered(answer -> answer.share().honesty() == Honesty.HONEST))
                .allMatch(Happening.ShareAnswered::accepted);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void malformed_shares_cost_a_miner_an_answer_or_its_connection_and_nothing_else(Kind kind) {
        VirtualMiner miner = yard.miner(kind, HASH_RATE);
        TrueGateway gateway = begin(kind, miner);
        for (int i = 0; i < 4; i++) {
            gateway.advanceSeconds(15);
            miner.lie(Honesty.MALFORMED);
        }
        gateway.advanceSeconds(20);

        assertThat(yard.sent(Honesty.MALFORMED)).hasSize(4);
        assertThat(yard.answered(answer -> answer.share().honesty() == Honesty.MALFORMED))
                .noneMatch(Happening.ShareAnswered::accepted);
        assertThat(miner.hasWork()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void a_flood_is_so_many_low_shares_at_once(Kind kind) {
        VirtualMiner miner = yard.miner(kind, HASH_RATE);
        TrueGateway gateway = begin(kind, miner);
        gateway.advanceSeconds(10);

        miner.flood(150);
        gateway.advanceSeconds(1);

        assertThat(yard.sent(Honesty.LOW)).hasSize(150);
        assertThat(yard.answered(answer -> answer.share().honesty() == Honesty.LOW)).hasSize(150)
                .noneMatch(Happening.ShareAnswered::accepted);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void without_work_a_miner_is_let_go_and_comes_back_for_more(Kind kind) {
        VirtualMiner miner = yard.miner(kind, HASH_RATE);
        TrueGateway gateway = begin(kind, miner);
        gateway.advanceSeconds(10);
        assertThat(miner.hasWork()).isTrue();

        gateway.withhold();

        assertThat(miner.hasWork()).isFalse();
        assertThat(yard.seen(Happening.Disconnected.class)).hasSize(1);
        gateway.newBlock();
        gateway.advanceSeconds(25);
        assertThat(miner.hasWork()).isTrue();
    }

    private TrueGateway begin(Kind kind, VirtualMiner miner) {
        TrueGateway gateway = new TrueGateway(yard, kind.protocol());
        gateway.newBlock();
        miner.start();
        gateway.pump();
        return gateway;
    }
}
