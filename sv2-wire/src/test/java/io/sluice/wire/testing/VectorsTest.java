package io.sluice.wire.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;

import org.junit.jupiter.api.Test;

class VectorsTest {

    @Test
    void a_file_is_found_below_vectors() {
        assertThat(Vectors.load("sv2/messages_common.json").path("source").textValue()).contains("spec commit");
    }

    @Test
    void a_missing_file_is_named() {
        assertThatThrownBy(() -> Vectors.load("sv2/nothing.json")).isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("/vectors/sv2/nothing.json");
    }

    @Test
    void an_array_without_cases_is_an_error_because_its_test_could_not_fail() {
        assertThatThrownBy(() -> Vectors.cases("sv2/messages_common.json", "kases"))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("kases");
    }

    @Test
    void hexadecimal_goes_both_ways() {
        assertThat(Vectors.hex(Vectors.bytes("00Ff7f"))).isEqualTo("00ff7f");
    }
}
