package io.sluice.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Proof that the simulation sees: every planted fault breaks a rule in one of the first worlds. */
@Execution(ExecutionMode.CONCURRENT)
class PlantedFaultsTest {

    private static final long MOST_SEEDS = 200;
    /** It shows only where a gateway dies before the block comes that makes its first work worthless. */
    private static final String RARE = "a restarted gateway gives out the work of before again";
    private static final long MOST_SEEDS_WHERE_RARE = 400;

    static List<PlantedFault> faults() {
        return PlantedFaults.all();
    }

    @BeforeAll
    static void quiet() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void every_planted_fault_is_found(PlantedFault fault) {
        long most = fault.name().equals(RARE) ? MOST_SEEDS_WHERE_RARE : MOST_SEEDS;
        Optional<PlantedWorld.Finding> found = PlantedWorld.with(fault).search(1, most);

        assertThat(found).as("a world in which it shows that %s", fault.name()).isPresent();
        System.out.printf("found after %3d worlds: %s; %s%n", found.get().seeds(), fault.name(),
                found.get().story().lines().findFirst().orElse(""));
    }

    @Test
    void the_story_of_a_fault_is_the_same_each_time_to_the_byte() {
        PlantedFault fault = faults().getFirst();
        PlantedWorld.Finding first = PlantedWorld.with(fault).search(1, MOST_SEEDS).orElseThrow();

        assertThat(PlantedWorld.with(fault).apply(first.seed())).contains(first.story());
    }
}
