package io.sluice.simulation.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.sluice.simulation.fault.Fault;
import io.sluice.simulation.fault.Plan;
import io.sluice.simulation.run.Simulation.Outcome;

class ShrinkerTest {

    private static final Fault FAULT = new Fault("something", (_, _) -> {});

    @Test
    void what_a_failure_does_not_need_is_left_out() {
        Plan all = new Plan(IntStream.range(0, 50).mapToObj(i -> new Plan.Strike(i, i, FAULT)).toList());
        Shrinker shrinker = new Shrinker(plan -> outcome(plan, Set.of(7, 31), "the rule"), 200);

        assertThat(numbers(shrinker.shrink(outcome(all, Set.of(7, 31), "the rule")))).containsExactly(7, 31);
    }

    @Test
    void another_failure_is_not_taken_for_this_one() {
        Plan all = new Plan(IntStream.range(0, 10).mapToObj(i -> new Plan.Strike(i, i, FAULT)).toList());
        Shrinker shrinker = new Shrinker(plan -> outcome(plan, Set.of(), "another rule"), 200);

        assertThat(numbers(shrinker.shrink(outcome(all, Set.of(), "the rule")))).hasSize(10);
    }

    @Test
    void after_enough_worlds_it_stops() {
        Plan all = new Plan(IntStream.range(0, 50).mapToObj(i -> new Plan.Strike(i, i, FAULT)).toList());
        Shrinker shrinker = new Shrinker(plan -> outcome(plan, Set.of(7, 31), "the rule"), 1);

        assertThat(numbers(shrinker.shrink(outcome(all, Set.of(7, 31), "the rule")))).hasSizeGreaterThan(20)
                .contains(7, 31);
    }

    /** A world in which the rule breaks if all of these strike. */
    private static Outcome outcome(Plan plan, Set<Integer> needed, String rule) {
        Set<Integer> there = plan.strikes().stream().map(Plan.Strike::number).collect(Collectors.toSet());
        Optional<Failure> failure = there.containsAll(needed)
                ? Optional.of(new Failure(1, rule, "", "", 0, List.of(), List.of()))
                : Optional.empty();
        return new Outcome(1, failure, plan, new Coverage(), 0, 0, 0);
    }

    private static List<Integer> numbers(Outcome outcome) {
        return outcome.plan().strikes().stream().map(Plan.Strike::number).toList();
    }
}
