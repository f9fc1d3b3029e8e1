package io.sluice.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import org.junit.jupiter.api.Test;

import io.sluice.app.peer.LogLines;
import io.sluice.app.peer.PeerRules;

/** How many connections miners may have on a system that lets few files be open. */
class DescriptorShareTest {

    private static final PeerRules WANTED = new PeerRules(PeerRules.OWN_NETWORKS, 4096, 1024);

    @Test
    void a_generous_system_changes_nothing_and_nothing_is_said() {
        try (LogLines log = new LogLines("sluice.miners", Level.INFO)) {
            assertThat(DescriptorShare.of(20_000, 2, WANTED)).isEqualTo(WANTED);
            assertThat(DescriptorShare.of(Long.MAX_VALUE, 2, WANTED)).isEqualTo(WANTED);
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void a_small_one_is_divided_among_the_ports_and_the_operator_hears_how_to_raise_it() {
        try (LogLines log = new LogLines("sluice.miners", Level.INFO)) {
            assertThat(DescriptorShare.of(1024, 2, WANTED).maxConnections())
                    .isEqualTo((1024 - 256) / 2);
            assertThat(DescriptorShare.of(1024, 1, WANTED).maxConnections())
                    .isEqualTo(1024 - 256);
            assertThat(log.lines()).hasSize(2).allSatisfy(
                    line -> assertThat(line).startsWith("WARN").contains("1024 files").contains("ulimit -n"));
        }
    }

    @Test
    void a_tiny_one_still_takes_a_miner() {
        assertThat(DescriptorShare.of(100, 2, WANTED).maxConnections()).isEqualTo(1);
    }
}
