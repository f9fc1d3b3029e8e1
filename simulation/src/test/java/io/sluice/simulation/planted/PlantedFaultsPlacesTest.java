package io.sluice.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PlantedFaultsPlacesTest {

    static List<PlantedFault> faults() {
        return PlantedFaults.all();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void every_planted_fault_finds_its_place(PlantedFault fault) throws ClassNotFoundException {
        PlantedLoader loader = new PlantedLoader(fault);
        for (String target : fault.targets()) {
            byte[] original = loader.original(target);
            assertThat(fault.plantedIn(target, original)).isNotEqualTo(original);
            // Initialised, and so verified by the JVM.
            assertThat(Class.forName(target, true, loader).getClassLoader()).isSameAs(loader);
        }
    }

    @Test
    void there_are_many_faults_and_no_two_have_one_name() {
        assertThat(faults()).hasSizeGreaterThanOrEqualTo(18);
        assertThat(new HashSet<>(faults().stream().map(PlantedFault::name).toList())).hasSameSizeAs(faults());
    }
}
