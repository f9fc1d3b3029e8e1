package io.sluice.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.sluice.app.demo.DemoReport.Blocks;
import io.sluice.app.demo.DemoReport.Miner;
import io.sluice.app.demo.DemoReport.PoolUser;
import io.sluice.app.wiring.NettySockets;
import io.sluice.app.wiring.RealWorld;
import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.ledger.ShareLedger;
import io.sluice.mining.ledger.Tally;

/** The main job end to end, over real sockets; and that its report sees what is wrong. */
class DemoTest {

    @TempDir
    private Path folder;

    @Test
    void every_part_agrees_about_every_share() throws Exception {
        StringWriter shown = new StringWriter();
        try (NettySockets sockets = new NettySockets(2)) {
            DemoReport report = new Demo(RealWorld.on(sockets), new PrintWriter(shown), false,
                    new DemoCrowd(20, 2), folder).run(Duration.ofSeconds(12));

            assertThat(report.miners()).hasSize(5).allSatisfy(miner -> assertThat(miner.accepted()).isPositive());
            assertThat(report.ledger().balances()).isTrue();
            assertThat(report.ledger().of(ShareFate.LOST)).isZero();
            // How many blocks are found in so short a time is chance; that none goes wrong is not.
            assertThat(report.blocks().found()).isEqualTo(report.blocks().accepted() + report.blocks().lostRace());
            assertThat(report.failures().stream().filter(failure -> !failure.equals("no block was accepted")))
                    .isEmpty();
            assertThat(report.json().path("ledger").path("accepted").asLong()).isEqualTo(report.ledger().accepted());
        }
        assertThat(shown.toString()).contains("sandbox node").contains("gateway").doesNotContain("Exception");
    }

    @Test
    void a_good_report_has_no_failures() {
        assertThat(report(1, 0, new PoolUser(1, 0, 0), tally(ShareFate.ACKNOWLEDGED), new Blocks(1, 1, 0)).failures())
                .isEmpty();
    }

    @Test
    void a_share_that_waits_for_its_answer_is_seen() {
        assertThat(report(1, 2, new PoolUser(1, 0, 0), tally(ShareFate.ACKNOWLEDGED), new Blocks(1, 1, 0)).failures())
                .containsExactly("demo.miner waits in vain for the answer to 2 shares");
    }

    @Test
    void a_share_the_pool_never_saw_is_seen() {
        assertThat(report(1, 0, new PoolUser(0, 0, 0), tally(ShareFate.ACKNOWLEDGED), new Blocks(1, 1, 0)).failures())
                .singleElement().asString().contains("disagree about demo.miner");
    }

    @Test
    void a_share_told_good_and_not_booked_is_seen() {
        assertThat(report(2, 0, new PoolUser(1, 0, 0), tally(ShareFate.ACKNOWLEDGED), new Blocks(1, 1, 0)).failures())
                .containsExactly("miners were told \"accepted\" 2 times, the ledger says 1");
    }

    @Test
    void a_lost_share_is_seen() {
        assertThat(report(1, 0, new PoolUser(0, 0, 0), tally(ShareFate.LOST), new Blocks(1, 1, 0)).failures())
                .containsExactly("1 shares ended as lost");
    }

    @Test
    void what_the_pool_took_for_now_and_refused_later_is_no_disagreement() {
        assertThat(report(1, 0, new PoolUser(0, 0, 1), tally(ShareFate.TENTATIVE), new Blocks(1, 1, 0)).failures())
                .isEmpty();
    }

    @Test
    void a_block_without_an_answer_is_seen() {
        assertThat(report(1, 0, new PoolUser(1, 0, 0), tally(ShareFate.ACKNOWLEDGED), new Blocks(2, 1, 0)).failures())
                .singleElement().asString().startsWith("of 2 blocks found");
    }

    @Test
    void a_channel_without_work_is_seen() {
        assertThat(report(1, 0, 3, Map.of(), new PoolUser(1, 0, 0), tally(ShareFate.ACKNOWLEDGED),
                new Blocks(1, 1, 0)).failures()).containsExactly("3 of the 10 channels of demo.miner have no work");
    }

    @Test
    void a_breach_of_the_protocol_is_seen() {
        assertThat(report(1, 0, 0, Map.of("it spoke out of turn", 2L), new PoolUser(1, 0, 0),
                tally(ShareFate.ACKNOWLEDGED), new Blocks(1, 1, 0)).failures())
                .containsExactly("demo.miner saw the gateway break the protocol: {it spoke out of turn=2}");
    }

    private static Tally tally(ShareFate fate) {
        ShareLedger ledger = new ShareLedger();
        ShareLedger.Lane lane = ledger.newLane();
        lane.accept("demo.miner", ShareFate.QUEUED);
        lane.move("demo.miner", ShareFate.QUEUED, fate);
        return ledger.total();
    }

    private static DemoReport report(long told, long open, PoolUser pool, Tally tally, Blocks blocks) {
        return report(told, open, 0, Map.of(), pool, tally, blocks);
    }

    private static DemoReport report(
            long told, long open, int idle, Map<String, Long> faults, PoolUser pool, Tally tally, Blocks blocks) {
        return new DemoReport(
                List.of(new Miner("demo.miner", "SV2", "standard", told, 0, Map.of(), open, 10, idle, faults)),
                Map.of("demo.miner", pool),
                tally,
                Map.of("demo.miner", tally),
                Map.of(),
                blocks,
                100,
                Optional.of(1.0));
    }
}
