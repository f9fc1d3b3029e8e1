package io.sluice.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import io.sluice.app.wiring.Cryptography;
import io.sluice.simulation.run.Simulation.Outcome;
import io.sluice.simulation.run.Simulation.Size;
import io.sluice.simulation.time.Chance;

/** The real programs in worlds of many seeds: no rule is ever broken. */
class SeedsTest {

    private static final int FIXED = 40;
    private static final int FRESH = 20;
    private static final int AT_ONCE = 2;

    @Test
    void fixed_seeds_break_no_rule() throws InterruptedException {
        run(1, FIXED);
    }

    @Test
    void fresh_seeds_break_no_rule() throws InterruptedException {
        run(new SecureRandom().nextInt(1_000_000, 1_000_000_000), FRESH);
    }

    @Test
    void the_same_seed_is_the_same_world_to_the_byte() {
        Cryptography crypto = Cryptography.best(new Chance(0));
        for (long seed = 100; seed < 104; seed++) {
            Outcome once = Simulation.run(seed, Size.USUAL, crypto);
            Outcome again = Simulation.run(seed, Size.USUAL, crypto);
            assertThat(again.fingerprint()).as("seed %s", seed).isEqualTo(once.fingerprint());
            assertThat(again.steps()).as("seed %s", seed).isEqualTo(once.steps());
        }
    }

    @Test
    void another_seed_is_another_world() {
        Cryptography crypto = Cryptography.best(new Chance(0));
        assertThat(Simulation.run(7, Size.USUAL, crypto).fingerprint())
                .isNotEqualTo(Simulation.run(8, Size.USUAL, crypto).fingerprint());
    }

    private static void run(long first, int count) throws InterruptedException {
        System.out.printf("worlds of the seeds %d to %d%n", first, first + count - 1);
        Campaign campaign = new Campaign(Size.USUAL);
        List<Long> seeds = LongStream.range(first, first + count).boxed().toList();
        campaign.run(seeds, AT_ONCE, _ -> {});
        assertThat(campaign.worlds()).isEqualTo(count);
        assertThat(campaign.failures().stream().limit(1).map(campaign::shrink).map(Failure::story)).isEmpty();
    }
}
