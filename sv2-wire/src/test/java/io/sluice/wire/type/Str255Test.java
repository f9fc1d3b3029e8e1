package io.sluice.wire.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class Str255Test {

    @Test
    void bytes_that_are_no_utf8_are_kept_and_shown_as_replacements() {
        Str255 odd = new Str255(Bytes.hex("61ff80c3"));
        assertThat(odd.raw()).isEqualTo(Bytes.hex("61ff80c3"));
        assertThat(odd.text()).startsWith("a\ufffd");
    }

    @Test
    void a_log_line_cannot_be_broken_or_turned_round() {
        Str255 hostile = Str255.of("worker\n\u001b[31mERROR\u202e\u200b\u0085\u2028x");
        assertThat(hostile.toString()).isEqualTo("worker\ufffd\ufffd[31mERROR\ufffd\ufffd\ufffd\ufffdx");
        assertThat(hostile.text()).contains("\n");
    }

    @Test
    void letters_of_all_languages_are_shown() {
        assertThat(Str255.of("шахтёр.矿工 ✓ 😀")).hasToString("шахтёр.矿工 ✓ 😀");
    }

    @Test
    void the_limit_counts_bytes() {
        assertThat(Str255.of("é".repeat(127)).raw().length()).isEqualTo(254);
        assertThatThrownBy(() -> Str255.of("é".repeat(128))).isInstanceOf(IllegalArgumentException.class);
    }
}
