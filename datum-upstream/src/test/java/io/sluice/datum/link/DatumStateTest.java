package io.sluice.datum.link;

import static io.sluice.datum.link.DatumState.AUTHENTICATED;
import static io.sluice.datum.link.DatumState.DISCONNECTED;
import static io.sluice.datum.link.DatumState.GREETING;
import static io.sluice.datum.link.DatumState.READY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

/** The arrows of section 5.1, all of them and no others. */
class DatumStateTest {

    private static final Map<DatumState, Set<DatumState>> ARROWS = Map.of(
            DISCONNECTED, Set.of(GREETING),
            GREETING, Set.of(AUTHENTICATED, DISCONNECTED),
            AUTHENTICATED, Set.of(READY, DISCONNECTED),
            READY, Set.of(DISCONNECTED));

    @Test
    void only_the_drawn_arrows_exist() {
        for (DatumState from : DatumState.values()) {
            for (DatumState to : DatumState.values()) {
                assertThat(from.mayBecome(to)).as(from + " to " + to)
                        .isEqualTo(ARROWS.getOrDefault(from, Set.of()).contains(to));
            }
        }
    }
}
