package io.sluice.simulation.planted;

import static io.sluice.simulation.planted.Place.in;
import static io.sluice.simulation.planted.PlantedFault.fault;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;

import org.junit.jupiter.api.Test;

class PlantedWorldTest {

    private static final String TINY = TinyWorld.class.getName();

    @Test
    void a_world_without_a_fault_breaks_no_rule() {
        assertThat(PlantedWorld.with(PlantedFault.none(), TINY).search(1, 200)).isEmpty();
    }

    @Test
    void a_fault_is_found_by_the_first_seed_that_meets_it() {
        PlantedFault low = fault("the limit is lower than it should be", in(TINY, "limit").returns(4L));
        assertThat(PlantedWorld.with(low, TINY).search(11, 200))
                .contains(new PlantedWorld.Finding(15, 5, "seed 15 is too large"));
        assertThat(PlantedWorld.with(low, TINY).search(11, 14)).isEmpty();
    }

    @Test
    void a_fault_in_one_world_is_in_no_other() {
        PlantedWorld bad = PlantedWorld.with(fault("the limit is zero", in(TINY, "limit").returns(0L)), TINY);
        PlantedWorld good = PlantedWorld.with(PlantedFault.none(), TINY);
        assertThat(bad.apply(1)).contains("seed 1 is too large");
        assertThat(good.apply(1)).isEmpty();
        assertThat(TinyWorld.firstFailure(1)).isEqualTo(Optional.empty());
    }

    @Test
    void a_world_that_is_not_there_is_said() {
        assertThatThrownBy(() -> PlantedWorld.with(PlantedFault.none(), TINY + "s"))
                .hasMessageContaining("TinyWorlds.firstFailure(long)");
    }
}
