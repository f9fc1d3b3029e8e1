package io.sluice.mining.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.wire.testing.Vectors;

/** Numbers of {@code mining.set_difficulty} and the targets they stand for. */
class Sv1DifficultyTest {

    static Stream<JsonNode> table() {
        return Vectors.cases("sv1/difficulty.json", "table");
    }

    @ParameterizedTest
    @MethodSource("table")
    void a_difficulty_means_the_exact_target_of_the_table(JsonNode row) {
        Sv1Difficulty difficulty = Sv1Difficulty.parse(row.required("difficulty").textValue()).orElseThrow();

        assertThat(difficulty.toTarget()).hasToString(row.required("target_exact").textValue());
    }

    @ParameterizedTest
    @MethodSource("table")
    void the_difficulty_of_a_target_leads_back_to_it_or_to_one_a_trifle_harder(JsonNode row) {
        Target target = Target.fromDisplay(row.required("target_exact").textValue());

        assertOnlyJustHarder(Sv1Difficulty.of(target).toTarget(), target);
    }

    @Test
    void the_difficulty_of_any_target_never_asks_for_less_than_the_target() {
        long seed = 20_260_101;
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(32)];
            random.nextBytes(bytes);
            Target target = Target.of(new BigInteger(1, bytes).add(BigInteger.ONE));

            assertThat(Sv1Difficulty.of(target).toTarget())
                    .as("seed %s, target %s", seed, target).isLessThanOrEqualTo(target);
        }
    }

    @Test
    void easier_than_any_hash_is_the_easiest_target() {
        assertThat(Sv1Difficulty.parse("1e-10").orElseThrow().toTarget()).isEqualTo(Target.EASIEST);
        assertThat(Sv1Difficulty.of(Target.EASIEST).toTarget().high()).isLessThan(0);
    }

    @Test
    void a_target_no_hash_meets_still_has_a_difficulty() {
        assertThat(Sv1Difficulty.of(Target.of(BigInteger.ZERO)).value()).isPositive();
    }

    @Test
    void whole_difficulties_are_written_without_point_or_exponent() {
        assertThat(Sv1Difficulty.of(65_536)).hasToString("65536");
        assertThat(Sv1Difficulty.parse("1e6").orElseThrow()).hasToString("1000000");
        assertThat(Sv1Difficulty.parse("512.000").orElseThrow()).hasToString("512");
        assertThat(Sv1Difficulty.parse("1e-06").orElseThrow()).hasToString("0.000001");
    }

    @Test
    void equal_numbers_are_equal_however_they_were_written() {
        assertThat(Sv1Difficulty.parse("1.0e3")).contains(Sv1Difficulty.of(1000));
        assertThat(Sv1Difficulty.of(2)).isGreaterThan(Sv1Difficulty.parse("1.5").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "0.0", "-1", "NaN", "Infinity", "0x10", "1,5", " 1", "one", "1e999999999",
        "1e-999999999", "1e2147483648", "1e81"})
    void what_is_no_difficulty_is_refused(String text) {
        assertThat(Sv1Difficulty.parse(text)).isEmpty();
    }

    @Test
    void an_endless_number_is_refused_before_it_costs_anything() {
        assertThat(Sv1Difficulty.parse("1".repeat(81))).isEmpty();
        assertThatThrownBy(() -> new Sv1Difficulty(new BigDecimal("1e1000000")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertOnlyJustHarder(Target announced, Target wanted) {
        BigInteger difference = wanted.toBigInteger().subtract(announced.toBigInteger());
        assertThat(difference).isNotNegative();
        assertThat(difference.multiply(BigInteger.TEN.pow(16))).isLessThanOrEqualTo(wanted.toBigInteger());
    }
}
