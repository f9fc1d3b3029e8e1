package io.sluice.mining.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;

import org.junit.jupiter.api.Test;

/** Texts that somebody chose with bad intent. */
class MinerTextTest {

    @Test
    void what_could_break_out_of_a_line_becomes_question_marks() {
        assertThat(MinerText.name("a\nINFO all is well\r\u0000\u001b[31m\u202e\u2028\ud800z\u009b\u200b"))
                .isEqualTo("a?INFO all is well???[31m???z??");
    }

    @Test
    void letters_of_all_scripts_and_pictures_stay() {
        String name = "b\u00e9a\"\\ \u6771\u4eac \ud83d\ude00";
        assertThat(MinerText.name(name)).isSameAs(name);
    }

    @Test
    void a_name_is_cut_and_never_in_the_middle_of_a_character() {
        assertThat(MinerText.name("n".repeat(300))).isEqualTo("n".repeat(255));
        assertThat(MinerText.name("n".repeat(254) + "\ud83d\ude00")).isEqualTo("n".repeat(254) + "?");
    }

    @Test
    void random_text_becomes_one_printable_line_that_can_be_encoded() {
        Random random = new Random(7);
        for (int i = 0; i < 5000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(400); j > 0; j--) {
                text.append((char) random.nextInt(0x10000));
            }
            String name = MinerText.name(text.toString());
            assertThat(name.length()).as("seed 7, round %d", i).isLessThanOrEqualTo(MinerText.MAX_NAME);
            assertThat(name.codePoints()).as("seed 7, round %d", i).noneMatch(Character::isISOControl);
            assertThat(new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                    .as("seed 7, round %d", i).isEqualTo(name);
        }
    }
}
