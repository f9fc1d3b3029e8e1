package io.sluice.mining.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.sluice.mining.testing.CandidateFixtures;
import io.sluice.wire.type.Bytes;

/** The three pushes of the scriptSig, with tags of every length (DATUM section 7.2). */
class ScriptSigTest {

    @ParameterizedTest
    @CsvSource({"1, 0", "16, 0", "17, 0", "900123, 0", "8388608, 0", "2147483647, 0", "900123, 1", "8388608, 1"})
    void no_tags_however_long_make_it_too_long_or_push_a_wrong_length(int height, int withPrimeId) {
        for (int primary = 0; primary <= 120; primary++) {
            for (int secondary = 0; secondary <= 120; secondary += 3) {
                ScriptSig scriptSig = ScriptSig.of(recipe(height, "P".repeat(primary), "S".repeat(secondary),
                        withPrimeId == 1 ? OptionalLong.of(0xffff_ffffL) : OptionalLong.empty()));
                Bytes pushes = scriptSig.pushes();

                assertThat(pushes.length()).isLessThanOrEqualTo(ScriptSig.MAX_SIZE);
                assertThat(pushes.at(scriptSig.targetByteOffset())).isEqualTo(0xff);
                int behindHeight = behindPush(pushes, 0);
                int behindTags = behindPush(pushes, behindHeight);
                assertThat(behindTags).isEqualTo(scriptSig.targetByteOffset() - 1);
                assertThat(behindPush(pushes, behindTags)).isEqualTo(pushes.length());
                String tags = new String(pushes.slice(behindHeight, behindTags).toArray(), StandardCharsets.ISO_8859_1);
                assertThat(tags).contains("P".repeat(Math.min(primary, 84))).endsWith("\0");
            }
        }
    }

    @Test
    void the_secondary_tag_is_shortened_to_86_bytes_of_both() {
        assertThat(tags("P".repeat(60), "S".repeat(60))).isEqualTo("P".repeat(60) + "\u000f" + "S".repeat(24) + "\0");
    }

    @Test
    void a_secondary_tag_of_which_nothing_would_remain_is_left_out_with_its_separator() {
        assertThat(tags("P".repeat(83), "S".repeat(9))).isEqualTo("P".repeat(83) + "\u000fS\0");
        assertThat(tags("P".repeat(84), "S".repeat(9))).isEqualTo("P".repeat(84) + "\0");
        assertThat(tags("P".repeat(85), "S".repeat(9))).isEqualTo("P".repeat(85) + "\0");
        assertThat(tags("P".repeat(99), "S".repeat(9))).isEqualTo("P".repeat(85) + "\0");
    }

    @Test
    void a_tag_is_cut_between_characters_not_inside_one() {
        assertThat(tags("P".repeat(79), "aé€")).isEqualTo("P".repeat(79) + "\u000faé\0");
        assertThat(tags("P".repeat(81), "aé€")).isEqualTo("P".repeat(81) + "\u000faé\0");
        assertThat(tags("P".repeat(82), "aé€")).isEqualTo("P".repeat(82) + "\u000fa\0");
        assertThat(tags("P".repeat(83), "é€")).isEqualTo("P".repeat(83) + "\0");
    }

    @Test
    void a_gateway_that_never_saw_a_pool_has_the_short_id() {
        assertThat(ScriptSig.of(recipe(17, "", "", OptionalLong.empty())).pushes())
                .isEqualTo(Bytes.hex("0111" + "0100" + "03ff9210"));
        assertThat(ScriptSig.of(recipe(17, "", "", OptionalLong.of(0x01020304))).pushes())
                .isEqualTo(Bytes.hex("0111" + "0100" + "07ff921004030201"));
        assertThat(ScriptSig.of(recipe(17, "", "", OptionalLong.of(0))).pushes())
                .isEqualTo(Bytes.hex("0111" + "0100" + "07ff921000000000"));
    }

    @Test
    void the_extranonce_has_room_up_to_85_bytes_of_pushes() {
        assertThat(ScriptSig.of(recipe(900_123, "P".repeat(71), "", OptionalLong.of(7)))).satisfies(fits -> {
            assertThat(fits.size()).isEqualTo(85);
            assertThat(fits.hasRoomForExtranonce()).isTrue();
        });
        assertThat(ScriptSig.of(recipe(900_123, "P".repeat(72), "", OptionalLong.of(7))).hasRoomForExtranonce())
                .isFalse();
    }

    private static String tags(String primary, String secondary) {
        Bytes pushes = ScriptSig.of(recipe(900_123, primary, secondary, OptionalLong.of(7))).pushes();
        int begin = behindPush(pushes, 0);
        int header = pushes.at(begin) == 0x4c ? 2 : 1;
        return pushes.slice(begin + header, behindPush(pushes, begin)).toUtf8();
    }

    private static int behindPush(Bytes script, int at) {
        int opcode = script.at(at);
        if (opcode >= 0x51 && opcode <= 0x60) {
            return at + 1;
        }
        return opcode == 0x4c ? at + 2 + script.at(at + 1) : at + 1 + opcode;
    }

    private static CoinbaseRecipe recipe(int height, String primary, String secondary, OptionalLong primeId) {
        return new CoinbaseRecipe(height, Bytes.utf8(primary), Bytes.utf8(secondary), 4242, primeId, 0xb10c,
                CandidateFixtures.POOL_SCRIPT, CandidateFixtures.SUBSIDY, CoinbaseOutputs.NONE);
    }
}
