package io.sluice.wire.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

class SplitEverywhereTest {

    private static final byte[] STREAM = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

    @Test
    void every_trial_gets_the_whole_stream_in_order() {
        List<Integer> trials = new ArrayList<>();
        SplitEverywhere.everyWay(STREAM, 7, slices -> {
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            for (byte[] slice : slices) {
                joined.write(slice);
            }
            assertThat(joined.toByteArray()).isEqualTo(STREAM);
            trials.add(slices.size());
        });
        assertThat(trials).hasSize(12 + 1 + 32).contains(2, STREAM.length);
    }

    @Test
    void two_parts_are_cut_before_behind_and_between_all_bytes() {
        Set<Integer> cuts = new HashSet<>();
        SplitEverywhere.inTwoParts(STREAM, slices -> cuts.add(slices.getFirst().length));
        assertThat(cuts).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
    }

    @Test
    void the_same_seed_cuts_the_same_way_and_another_seed_another_way() {
        assertThat(lengths(3)).isEqualTo(lengths(3)).isNotEqualTo(lengths(4));
    }

    @Test
    void an_empty_stream_is_tried_too() {
        List<Integer> trials = new ArrayList<>();
        SplitEverywhere.everyWay(new byte[0], 1, slices -> trials.add(slices.size()));
        assertThat(trials).hasSize(1 + 1 + 32);
    }

    @Test
    void a_failure_says_how_the_stream_was_cut() {
        assertThatThrownBy(() -> SplitEverywhere.inTwoParts(STREAM, slices -> {
            if (slices.getFirst().length == 4) {
                throw new IllegalStateException("lost a byte");
            }
        })).isInstanceOf(AssertionError.class).hasMessageContaining("cut before byte 4").hasMessageContaining(
                "lost a byte");
    }

    private static List<List<Integer>> lengths(long seed) {
        List<List<Integer>> lengths = new ArrayList<>();
        SplitEverywhere.inRandomSlices(STREAM, seed, 8,
                slices -> lengths.add(slices.stream().map(slice -> slice.length).toList()));
        return lengths;
    }
}
