package io.sluice.mining.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.wire.type.Bytes;

/** The height at the beginning of a coinbase (BIP 34). */
class HeightPushTest {

    @ParameterizedTest
    @CsvSource({"0, 00", "1, 51", "16, 60", "17, 0111", "127, 017f", "128, 028000", "255, 02ff00", "256, 020001",
        "32767, 02ff7f", "32768, 03008000", "900123, 031bbc0d", "8388607, 03ffff7f", "8388608, 0400008000",
        "2147483647, 04ffffff7f"})
    void a_height_is_pushed_as_the_shortest_script_number(int height, String push) {
        Bytes bytes = Bytes.hex(push);

        assertThat(HeightPush.of(height)).isEqualTo(bytes);
        assertThat(HeightPush.read(bytes.concat(Bytes.hex("0474657374"))))
                .contains(new HeightPush(height, bytes.length(), true));
    }

    @ParameterizedTest
    @CsvSource({"0101, 1", "0110, 16", "021000, 16", "021100, 17", "0100, 0", "0400000000, 0"})
    void another_form_of_a_height_is_read_and_marked(String push, int height) {
        assertThat(HeightPush.read(Bytes.hex(push)))
                .contains(new HeightPush(height, push.length() / 2, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "01", "03ffff", "0181", "0400000080", "050000000001", "4c01ff", "61", "6a", "ff"})
    void what_is_no_height_is_not_read_as_one(String scriptSig) {
        assertThat(HeightPush.read(Bytes.hex(scriptSig))).isEmpty();
    }

    @Test
    void a_height_is_not_negative() {
        assertThatThrownBy(() -> HeightPush.of(-1)).isInstanceOf(IllegalArgumentException.class);
    }
}
