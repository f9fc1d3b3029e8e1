package io.sluice.mining.bitcoin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.sluice.wire.testing.Vectors;
import io.sluice.wire.type.Bytes;
import io.sluice.wire.type.U256;

/** Targets, and what they come from: difficulties, target bytes, nBits, hash rates. */
class TargetTest {

    static Stream<JsonNode> targetBytes() {
        return Vectors.cases("datum/target-byte.json", "targets");
    }

    static Stream<JsonNode> nBits() {
        return Vectors.cases("datum/target-byte.json", "nbits");
    }

    static Stream<JsonNode> hashRates() {
        return Vectors.cases("sv2/targets.json", "hash_rate_to_target");
    }

    static Stream<JsonNode> difficulties() {
        return Vectors.cases("sv2/targets.json", "difficulty_to_target");
    }

    static Stream<JsonNode> comparisons() {
        return Vectors.cases("sv2/targets.json", "share_meets_target");
    }

    @ParameterizedTest
    @MethodSource("targetBytes")
    void difficulties_have_the_targets_and_target_bytes_of_the_c_gateway(JsonNode vector) {
        long difficulty = Long.parseUnsignedLong(vector.required("difficulty").textValue());
        ProofOfTarget commitment = ProofOfTarget.floor(difficulty);

        assertThat(DifficultyOne.STANDARD.targetOf(difficulty)).hasToString(vector.required("target_be").textValue());
        assertThat(commitment.exponent()).isEqualTo(vector.required("target_byte").intValue());
        assertThat(Long.toUnsignedString(commitment.difficulty()))
                .isEqualTo(vector.required("round_down_pow2").textValue());
        if (commitment.difficulty() == difficulty) {
            assertThat(DifficultyOne.STANDARD.targetOf(commitment))
                    .hasToString(vector.required("target_be").textValue());
        }
    }

    @ParameterizedTest
    @MethodSource("nBits")
    void n_bits_expand_as_in_the_c_gateway(JsonNode vector) {
        assertThat(CompactTarget.fromDisplay(vector.required("nbits").textValue()).toTarget())
                .hasToString(vector.required("target_be").textValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"04800001", "04923456", "ff123456", "23000100", "22010000", "00000000", "01003456"})
    void n_bits_that_no_header_may_have_are_met_by_no_hash(String nBits) {
        assertThat(CompactTarget.fromDisplay(nBits).toTarget().isZero()).isTrue();
    }

    @Test
    void n_bits_have_eight_digits() {
        assertThatThrownBy(() -> CompactTarget.fromDisplay("1d00ff")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CompactTarget.fromDisplay("1d00fffg")).isInstanceOf(IllegalArgumentException.class);
        assertThat(CompactTarget.fromDisplay("1d00ffff")).hasToString("1d00ffff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1d00ffff", "1b0404cb", "17034219", "207fffff", "1703a30c", "03123456", "02123400",
        "01120000", "2100ffff"})
    void the_compact_form_of_an_expanded_target_is_the_one_it_came_from(String nBits) {
        CompactTarget compact = CompactTarget.fromDisplay(nBits);

        assertThat(CompactTarget.floor(compact.toTarget())).isEqualTo(compact);
    }

    @Test
    void the_compact_form_of_any_target_is_at_or_below_it() {
        for (int bit = 0; bit < 256; bit++) {
            Target target = Target.of(BigInteger.ONE.shiftLeft(bit + 1).subtract(BigInteger.ONE));

            assertThat(CompactTarget.floor(target).toTarget()).as("%d bits", bit + 1).isLessThanOrEqualTo(target)
                    .isGreaterThan(Target.of(target.toBigInteger().multiply(BigInteger.valueOf(99))
                            .divide(BigInteger.valueOf(100)).subtract(BigInteger.ONE).max(BigInteger.ZERO)));
        }
    }

    @ParameterizedTest
    @MethodSource("hashRates")
    void a_hash_rate_has_the_target_of_the_reference_library(JsonNode vector) {
        float claimed = Float.intBitsToFloat(
                Integer.parseUnsignedInt(vector.required("nominal_hash_rate_f32_bits").textValue(), 16));

        Target target = HashRate.claimed(claimed).targetFor(vector.required("shares_per_minute").doubleValue());

        assertThat(target).hasToString(vector.required("target_big_endian").textValue());
        assertThat(target.toWire()).hasToString(vector.required("target_wire").textValue());
        assertThat(Target.fromWire(U256.hex(vector.required("target_wire").textValue()))).isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, -1, -0f})
    void a_claim_that_is_no_hash_rate_counts_as_none(float claimed) {
        assertThat(HashRate.claimed(claimed)).isEqualTo(HashRate.ZERO);
        assertThat(HashRate.claimed(claimed).targetFor(8)).isEqualTo(Target.EASIEST);
    }

    @Test
    void the_fastest_claim_has_a_target_and_no_rate_is_beyond_all_hashes() {
        assertThat(HashRate.claimed(Float.MAX_VALUE).targetFor(6).isZero()).isFalse();
        assertThat(new HashRate(Double.MAX_VALUE).targetFor(Double.MIN_VALUE).isZero()).isTrue();
        assertThatThrownBy(() -> new HashRate(1).targetFor(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HashRate(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rate_and_target_lead_to_each_other() {
        HashRate rate = new HashRate(1e12);

        assertThat(HashRate.of(rate.targetFor(8), 8).perSecond()).isCloseTo(1e12, within(1e12 * 1e-9));
    }

    @ParameterizedTest
    @MethodSource("difficulties")
    void a_difficulty_has_the_same_target_in_every_protocol(JsonNode vector) {
        long difficulty = vector.required("difficulty").longValue();

        assertThat(DifficultyOne.STANDARD.targetOf(difficulty))
                .hasToString(vector.required("target_big_endian").textValue())
                .isEqualTo(Sv1Difficulty.of(difficulty).toTarget());
        assertThat(DifficultyOne.STANDARD.targetOf(difficulty).toWire())
                .hasToString(vector.required("target_wire").textValue());
    }

    @ParameterizedTest
    @MethodSource("comparisons")
    void a_hash_at_or_below_the_target_meets_it(JsonNode vector) {
        BlockHash hash = new BlockHash(Bytes.adopt(Vectors.bytes(vector, "hash_wire")));
        Target target = Target.fromWire(U256.hex(vector.required("target_wire").textValue()));

        assertThat(target.isMetBy(hash)).isEqualTo(vector.required("meets_target").booleanValue());
        assertThat(hash.toDisplay()).isEqualTo(vector.required("hash_big_endian").textValue());
    }

    @Test
    void the_comparison_looks_at_all_four_words() {
        for (int bit = 0; bit < 256; bit++) {
            BigInteger number = BigInteger.ONE.shiftLeft(bit);
            Target target = Target.of(number);
            byte[] equal = target.toWire().wire().toArray();
            byte[] above = Target.of(number.add(BigInteger.ONE)).toWire().wire().toArray();
            byte[] below = Target.of(number.subtract(BigInteger.ONE)).toWire().wire().toArray();

            assertThat(target.isMetBy(equal, 0)).as("bit %d", bit).isTrue();
            assertThat(target.isMetBy(below, 0)).as("bit %d", bit).isTrue();
            assertThat(target.isMetBy(above, 0)).as("bit %d", bit).isFalse();
            assertThat(target.compareTo(Target.of(number.add(BigInteger.ONE)))).isNegative();
            assertThat(target.toBigInteger()).isEqualTo(number);
        }
    }

    @Test
    void the_easier_target_is_the_larger_one() {
        Target one = DifficultyOne.STANDARD.targetOf(1);
        Target two = DifficultyOne.STANDARD.targetOf(2);

        assertThat(one.easier(two)).isEqualTo(two.easier(one)).isEqualTo(one);
        assertThat(one.harder(two)).isEqualTo(two.harder(one)).isEqualTo(two);
    }

    @Test
    void a_commitment_is_the_hardest_power_of_two_that_is_not_harder_than_the_target() {
        for (DifficultyOne one : new DifficultyOne[]{DifficultyOne.STANDARD, Network.SANDBOX.difficultyOne()}) {
            for (int exponent = 0; exponent < 63; exponent++) {
                Target exact = one.targetOf(new ProofOfTarget(exponent));
                Target harder = Target.of(exact.toBigInteger().subtract(BigInteger.ONE));
                Target easier = Target.of(exact.toBigInteger().add(BigInteger.ONE));

                assertThat(one.commitmentFor(exact)).isEqualTo(new ProofOfTarget(exponent));
                assertThat(one.commitmentFor(harder)).isEqualTo(new ProofOfTarget(exponent));
                assertThat(one.commitmentFor(easier)).isEqualTo(new ProofOfTarget(Math.max(0, exponent - 1)));
            }
        }
        assertThat(DifficultyOne.STANDARD.commitmentFor(Target.EASIEST)).isEqualTo(ProofOfTarget.ONE);
        assertThat(DifficultyOne.STANDARD.commitmentFor(Target.of(BigInteger.ZERO)).exponent()).isEqualTo(63);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "2, 1", "3, 2", "4, 2", "100000, 17", "131072, 17", "-9223372036854775808, 63"})
    void a_pools_minimum_is_rounded_up_to_a_power_of_two(long difficulty, int exponent) {
        assertThat(ProofOfTarget.ceiling(difficulty)).isEqualTo(new ProofOfTarget(exponent));
    }

    @Test
    void there_is_no_power_of_two_for_difficulty_zero_or_beyond_63() {
        assertThatThrownBy(() -> ProofOfTarget.floor(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ProofOfTarget.ceiling(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ProofOfTarget(64)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void numbers_beyond_256_bits_become_the_easiest_target_and_negative_ones_are_refused() {
        assertThat(Target.of(BigInteger.ONE.shiftLeft(256))).isEqualTo(Target.EASIEST);
        assertThat(Target.of(BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE))).isEqualTo(Target.EASIEST);
        assertThatThrownBy(() -> Target.of(BigInteger.ONE.negate())).isInstanceOf(IllegalArgumentException.class);
    }
}
