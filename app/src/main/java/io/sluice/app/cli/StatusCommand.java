package io.sluice.app.cli;

import java.io.PrintWriter;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;

/** {@code sluice status}. */
@Command(name = "status", description = "Show the running gateway: pool, work, miners, and what became of every share.", mixinStandardHelpOptions = true)
final class StatusCommand extends AskingCommand {

    @Override
    String path() {
        return "/api/v1/status";
    }

    @Override
    void print(JsonNode answer, PrintWriter out) {
        StatusText.print(answer, out);
    }
}
