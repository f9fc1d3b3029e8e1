package io.sluice.simulation.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

/** What happens when: events, loops, and programs that die. */
class VirtualTimeTest {

    private final List<String> happened = new ArrayList<>();
    private final List<Throwable> mistakes = new ArrayList<>();
    private final VirtualTime time = new VirtualTime(new Chance(1));
    private final VirtualProcess process = new VirtualProcess("program", time, new Chance(2),
            (_, mistake) -> mistakes.add(mistake));

    @Test
    void what_is_due_earlier_happens_earlier() {
        time.after(20, () -> happened.add("b"));
        time.after(10, () -> happened.add("a"));
        time.at(-5, () -> happened.add("now"));
        pass(15);
        assertThat(happened).containsExactly("now", "a");
        assertThat(time.nanos()).isEqualTo(15);
        pass(20);

        assertThat(happened).containsExactly("now", "a", "b");
        assertThat(time.steps()).isEqualTo(3);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void of_what_is_due_at_one_moment_chance_decides_and_the_seed_decides_chance() {
        Set<String> orders = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            assertThat(order(seed)).isEqualTo(order(seed));
            orders.add(order(seed));
        }
        assertThat(orders).hasSizeGreaterThan(4);
    }

    private static String order(long seed) {
        StringBuilder order = new StringBuilder();
        VirtualTime time = new VirtualTime(new Chance(seed));
        for (char letter : "abcd".toCharArray()) {
            time.after(7, () -> order.append(letter));
        }
        while (time.step(7)) {
            // The next event.
        }
        return order.toString();
    }

    @Test
    void a_loop_does_its_tasks_one_by_one_in_their_order() {
        VirtualLoop loop = process.newLoop();
        for (int i = 0; i < 5; i++) {
            String task = "task " + i;
            loop.execute(() -> happened.add(task + (loop.inEventLoop() ? "" : ", not on its loop")));
        }
        assertThat(happened).isEmpty();
        assertThat(process.waitingTasks()).isEqualTo(5);
        pass(Duration.ofSeconds(1).toNanos());

        assertThat(happened).containsExactly("task 0", "task 1", "task 2", "task 3", "task 4");
        assertThat(loop.inEventLoop()).isFalse();
    }

    @Test
    void a_timer_of_a_loop_rings_when_it_is_due_and_not_if_it_was_stopped() {
        VirtualLoop loop = process.newLoop();
        loop.schedule(() -> happened.add("rings at " + time.nanos() / 1_000_000_000), 3, TimeUnit.SECONDS);
        loop.schedule(() -> happened.add("stopped"), 2, TimeUnit.SECONDS).cancel(false);
        pass(Duration.ofSeconds(10).toNanos());

        assertThat(happened).containsExactly("rings at 3");
    }

    @Test
    void a_program_that_is_killed_does_nothing_more() {
        VirtualLoop loop = process.newLoop();
        loop.execute(() -> happened.add("task"));
        loop.schedule(() -> happened.add("timer"), 1, TimeUnit.SECONDS);
        process.workers().execute(() -> happened.add("work"));
        process.atDeath(() -> happened.add("last will"));
        process.kill();
        process.kill();
        loop.execute(() -> happened.add("later"));
        process.run(() -> happened.add("now"));
        pass(Duration.ofSeconds(10).toNanos());

        assertThat(happened).containsExactly("last will");
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void a_task_that_dies_in_the_middle_kills_its_program_and_is_no_mistake() {
        process.run(() -> {
            throw new ProcessDied();
        });

        assertThat(process.isAlive()).isFalse();
        assertThat(mistakes).isEmpty();
    }

    @Test
    void an_exception_of_a_task_is_told() {
        IllegalStateException mistake = new IllegalStateException("a mistake");
        process.newLoop().execute(() -> {
            throw mistake;
        });
        pass(Duration.ofSeconds(1).toNanos());

        assertThat(mistakes).containsExactly(mistake);
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void a_wall_clock_jumps_and_time_does_not() {
        pass(Duration.ofSeconds(1).toNanos());
        process.jumpClock(-Duration.ofHours(1).toNanos());

        assertThat(process.clock().instant()).isEqualTo(VirtualTime.BEGINNING.plusSeconds(1 - 3600));
        assertThat(time.instant()).isEqualTo(VirtualTime.BEGINNING.plusSeconds(1));
    }

    @Test
    void parts_of_a_world_have_chances_of_their_own() {
        Chance seed = new Chance(1);
        long alone = seed.of("part").nextLong();
        seed.nextLong();
        seed.of("other").nextLong();

        assertThat(seed.of("part").nextLong()).isEqualTo(alone);
        assertThat(seed.of("other").nextLong()).isNotEqualTo(alone);
        assertThat(new Chance(2).of("part").nextLong()).isNotEqualTo(alone);
    }

    private void pass(long until) {
        while (time.step(until)) {
            // The next event.
        }
    }
}
