package io.sluice.app.cli;

import java.io.PrintWriter;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

/** {@code sluice work}. */
@Command(name = "work", description = "Show what is mined now, and whom its coinbase pays, output by output.", mixinStandardHelpOptions = true)
final class WorkCommand extends AskingCommand {

    private static final double SATOSHI = 1e8;

    @Override
    String path() {
        return "/api/v1/work";
    }

    @Override
    void print(JsonNode work, PrintWriter out) {
        if (!work.path("available").asBoolean()) {
            out.println(work.path("words").asText());
            return;
        }
        out.printf("height %d on %s, %d transactions, %s, made %s%n",
                work.path("height").asLong(),
                work.path("previousBlock").asText(),
                work.path("transactions").asInt(),
                work.path("for").asText(),
                work.path("made").asText());
        work.path("coinbases").forEach(coinbase -> {
            out.printf("%ncoinbase class %s (%d bytes)%n", coinbase.path("class").asText(),
                    coinbase.path("size").asInt());
            coinbase.path("outputs").forEach(output -> out.printf("  %15.8f  %6.2f %%  %-18s %s%n",
                    output.path("value").asLong() / SATOSHI,
                    output.path("percent").asDouble(),
                    output.path("for").asText(),
                    output.path("address").asText()));
        });
    }
}
