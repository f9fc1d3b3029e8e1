package io.sluice.datum.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

/** Nobody fills the log. */
class ThrottleTest {

    private final LinkBench bench = new LinkBench().started();

    @Test
    void a_pool_can_say_so_many_things_a_minute_and_again_in_the_next() {
        assertThat(bench.journal.sayings).containsExactly("Be welcome");
        for (int i = 0; i < 100; i++) {
            bench.pool.says("line " + i);
        }
        bench.loop.run();
        assertThat(bench.journal.sayings).hasSize(Throttle.PER_MINUTE);

        bench.advanceAlive(Duration.ofMinutes(1));
        bench.pool.says("later");
        bench.loop.run();
        assertThat(bench.journal.sayings).endsWith("later");
    }

    @Test
    void a_notified_block_goes_on_however_often_it_comes() {
        for (int i = 0; i < 5; i++) {
            bench.pool.notifiesBlock();
        }
        bench.loop.run();

        assertThat(bench.blocksNotified).isEqualTo(5);
    }

    @Test
    void the_status_shows_how_the_link_stands() {
        LinkStatus status = bench.upstream.status();

        assertThat(status.state()).isEqualTo(DatumState.READY);
        assertThat(status.address()).isEqualTo("pool.example:28915");
        assertThat(status.connections()).isOne();
        assertThat(status.messageOfTheDay()).isEqualTo("Be welcome");
        assertThat(status.terms()).contains(bench.terms.getFirst());
        assertThat(status.fault()).isEmpty();
        assertThat(status.since()).isEqualTo(bench.loop.instant());
    }
}
