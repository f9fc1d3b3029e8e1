package io.sluice.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;

import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.testing.HandLoop;

/** When it is known that everybody has heard. */
class FloorTest {

    private final HandLoop one = new HandLoop();
    private final HandLoop other = new HandLoop();
    private final List<String> heard = new ArrayList<>();
    private final Floor floor = new Floor();

    @Test
    void all_have_heard_of_the_end_when_the_last_loop_has_told_it() {
        floor.sit(seat("a"), one);
        floor.sit(seat("b"), other);

        floor.withhold("the end");
        CompletionStage<Void> all = floor.heard();
        one.run();
        assertThat(heard).containsExactly("a: the end");
        assertThat(all).isNotDone();
        other.run();
        assertThat(heard).containsExactly("a: the end", "b: the end");
        assertThat(all).isCompleted();
    }

    @Test
    void where_nobody_ever_sat_all_have_heard() {
        floor.withhold("the end");
        assertThat(floor.heard()).isCompleted();
    }

    private Floor.Seat seat(String name) {
        return new Floor.Seat() {

            @Override
            public void work(BlockCandidate candidate) {
                heard.add(name + ": work");
            }

            @Override
            public void withheld(String why) {
                heard.add(name + ": " + why);
            }
        };
    }
}
