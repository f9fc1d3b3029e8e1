package io.sluice.simulation.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.ledger.ShareLedger;
import io.sluice.mining.ledger.ShareLedger.Lane;

/** What a census finds in a ledger that has private lists of its own. */
class CensusTest {

    private static final String LEDGER = ShareLedger.class.getName();

    @Test
    void private_fields_are_looked_into_and_of_several_the_fullest_counts() {
        ShareLedger ledger = new ShareLedger();
        ledger.newLane().accept("one", ShareFate.QUEUED);
        Lane full = ledger.newLane();
        full.accept("one", ShareFate.QUEUED);
        full.accept("two", ShareFate.QUEUED);
        Census census = Census.of(ledger);

        assertThat(census.objects(Lane.class.getName())).isEqualTo(2);
        assertThat(census.fullest()).containsEntry(LEDGER + ".lanes", 2).containsEntry(LEDGER + ".workers", 2)
                .containsEntry(Lane.class.getName() + ".rows", 2);
    }

    @Test
    void what_is_met_twice_is_counted_once() {
        ShareLedger ledger = new ShareLedger();
        Lane lane = ledger.newLane();
        Census census = Census.of(List.of(lane, Optional.of(lane), Map.of(1, lane), new Lane[]{lane}, ledger));

        assertThat(census.objects(Lane.class.getName())).isEqualTo(1);
        assertThat(census.objects(LEDGER)).isEqualTo(1);
    }

    @Test
    void what_is_not_ours_is_not_counted() {
        assertThat(Census.of(List.of("text", 7)).fullest()).isEmpty();
        assertThat(Census.of(new CensusTest()).objects(CensusTest.class.getName())).isZero();
    }
}
