package io.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** The status table: whatever miners call themselves, its columns stand and its workers can be told apart. */
class StatusTextTest {

    private static final String ADDRESS = "bcrt1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3qzf4jry";

    private final ObjectNode status = JsonNodeFactory.instance.objectNode();

    @Test
    void workers_behind_one_long_address_are_told_apart() {
        miner(ADDRESS + ".cellar", 1);
        miner(ADDRESS + ".attic", 1);
        miner(ADDRESS + "." + "x".repeat(100) + ".last", 1);
        assertThat(minerLines()).satisfiesExactly(
                line -> assertThat(line).endsWith(ADDRESS + ".cellar"),
                line -> assertThat(line).endsWith(ADDRESS + ".attic"),
                line -> assertThat(line).contains("  bcrt1qrp33g0q5c5txsp9arysrx4k6…xxx").endsWith("xxx.last")
                        .hasSizeLessThanOrEqualTo(134));
    }

    @Test
    void columns_stand_whatever_the_width_of_a_name() {
        miner("x", 1);
        miner("矿工".repeat(40), 1_234_567);
        miner("⛏️🏔️".repeat(60), 20);
        miner("", 3);
        assertThat(minerLines()).extracting(line -> line.substring(0, 47)).containsExactly(
                "SV1       extended      1          1         0 ",
                "SV1       extended      1    1234567         0 ",
                "SV1       extended      1         20         0 ",
                "SV1       extended      1          3         0 ");
        assertThat(minerLines()).allMatch(line -> line.chars().noneMatch(c -> c == '?'));
    }

    @Test
    void nothing_in_a_name_moves_the_cursor() {
        miner("a\u001b[31mred\ttab\u202eevil", 1);
        assertThat(minerLines()).singleElement().asString().endsWith(" a?[31mred?tab?evil");
    }

    @Test
    void reasons_are_summed_up_below_the_table() {
        miner("a", 1).putObject("rejectedBecause").put("stale share", 2);
        miner("b", 1).putObject("rejectedBecause").put("stale share", 3).put("duplicate share", 1);
        assertThat(text()).contains("""
                  rejected because of "duplicate share": 1
                  rejected because of "stale share": 5
                """);
    }

    @Test
    void without_miners_there_is_no_empty_table() {
        assertThat(text()).contains("no miner has come yet").doesNotContain("proto");
    }

    private ObjectNode miner(String name, long accepted) {
        return status.withArray("miners").addObject()
                .put("name", name)
                .put("protocol", "SV1")
                .put("channel", "extended")
                .put("connections", 1)
                .put("accepted", accepted)
                .put("rejected", 0);
    }

    private List<String> minerLines() {
        return text().lines().filter(line -> line.startsWith("SV1 ")).toList();
    }

    private String text() {
        StringWriter text = new StringWriter();
        StatusText.print(status, new PrintWriter(text, true));
        return text.toString();
    }
}
