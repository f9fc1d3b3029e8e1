package io.sluice.simulation.miner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.sluice.simulation.miner.VirtualMiners.Kind;
import io.sluice.simulation.trace.Happening;

/** When a miner connects, and when it gives a connection up. */
final class PlugTest {

    private final Yard yard = new Yard();
    private final VirtualMiner miner = yard.miner(Kind.BITAXE, 100);

    @Test
    void a_refused_connection_is_tried_again_after_one_to_ten_seconds_by_chance() {
        yard.refuse(true);
        miner.start();
        List<Long> pauses = new ArrayList<>();
        long last = yard.loop.nanos();
        for (int known = yard.dialled(); pauses.size() < 30;) {
            yard.loop.advance(Duration.ofMillis(10));
            if (yard.dialled() > known) {
                known = yard.dialled();
                pauses.add((yard.loop.nanos() - last) / 1_000_000);
                last = yard.loop.nanos();
            }
        }

        assertThat(pauses).allMatch(pause -> pause >= 1000 && pause <= 10_010);
        assertThat(pauses).anyMatch(pause -> pause < 3000).anyMatch(pause -> pause > 7000);
        assertThat(yard.seen(Happening.Disconnected.class)).hasSize(31)
                .allMatch(end -> end.connection() == 0 && end.why().equals("refused"));
    }

    @Test
    void a_connection_that_ends_is_made_again_after_a_pause_under_another_number() {
        miner.start();
        yard.socket().close();
        yard.loop.advance(Duration.ofMillis(999));
        assertThat(yard.sockets).hasSize(1);

        yard.loop.advanceSeconds(10);

        assertThat(yard.sockets).hasSize(2);
        assertThat(yard.seen(Happening.Connected.class)).extracting(Happening.Connected::connection)
                .containsExactly(1L, 2L);
        assertThat(yard.seen(Happening.Disconnected.class)).extracting(Happening.Disconnected::connection)
                .containsExactly(1L);
    }

    @Test
    void after_90_seconds_without_work_it_hangs_up() {
        miner.start();
        yard.loop.advanceSeconds(89);
        assertThat(yard.socket().isOpen()).isTrue();

        yard.loop.advanceSeconds(1);

        assertThat(yard.socket().isOpen()).isFalse();
        assertThat(yard.seen(Happening.Disconnected.class)).singleElement()
                .isEqualTo(new Happening.Disconnected(Yard.USER, 1, "no work for 90 s"));
        yard.loop.advanceSeconds(10);
        assertThat(yard.sockets).hasSize(2);
    }

    @Test
    void unplugged_it_stays_away_until_it_is_started_again() {
        miner.start();
        miner.leave();
        yard.loop.advanceSeconds(1000);
        assertThat(yard.sockets).hasSize(1);
        assertThat(yard.socket().isOpen()).isFalse();
        assertThat(yard.loop.waiting()).isZero();

        miner.start();

        assertThat(yard.sockets).hasSize(2);
    }

    @Test
    void unplugged_in_a_pause_it_does_not_dial() {
        yard.refuse(true);
        miner.start();
        miner.leave();
        yard.loop.advanceSeconds(100);

        assertThat(yard.dialled()).isOne();
    }

    @Test
    void to_reconnect_it_hangs_up_and_dials_at_once() {
        miner.start();
        miner.reconnect();

        assertThat(yard.sockets).hasSize(2);
        assertThat(yard.sockets.getFirst().isOpen()).isFalse();
        assertThat(yard.socket().isOpen()).isTrue();
        yard.loop.advanceSeconds(20);
        assertThat(yard.sockets).hasSize(2);
    }
}
