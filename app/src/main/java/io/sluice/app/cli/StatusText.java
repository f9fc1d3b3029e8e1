package io.sluice.app.cli;

import java.io.PrintWriter;

import com.fasterxml.jackson.databind.JsonNode;

/** The gateway's status in words, for people. */
final class StatusText {

    private static final int NAME_WIDTH = 40;

    private StatusText() {}

    static void print(JsonNode status, PrintWriter out) {
        out.println("network  " + status.path("network").asText());
        out.println("pool     " + status.path("pool").path("words").asText());
        out.println("work     " + status.path("work").path("words").asText());
        JsonNode blocks = status.path("blocks");
        out.println("blocks   found " + blocks.path("found").asLong() + ", accepted " + blocks.path("accepted").asLong()
                + ", lost races " + blocks.path("lostRace").asLong());
        out.println();
        out.printf("%-40s %-5s %-9s %5s %10s %9s%n", "miner", "proto", "channel", "conn", "accepted", "rejected");
        status.path("miners").forEach(miner -> out.printf("%-40s %-5s %-9s %5d %10d %9d%n",
                cut(clean(miner.path("name").asText())),
                miner.path("protocol").asText(),
                miner.path("channel").asText(),
                miner.path("connections").asInt(),
                miner.path("accepted").asLong(),
                miner.path("rejected").asLong()));
        out.println();
        ledger(status.path("ledger"), out);
    }

    private static String cut(String name) {
        return name.length() <= NAME_WIDTH ? name : name.substring(0, NAME_WIDTH - 1) + "…";
    }

    /** The equation, and the reasons of whatever did not reach the pool. */
    static void ledger(JsonNode ledger, PrintWriter out) {
        out.println(
                "what became of the " + ledger.path("accepted").asLong() + " shares that miners were told are good:");
        ledger.properties().stream()
                .filter(field -> field.getValue().isIntegralNumber() && !field.getKey().equals("accepted"))
                .forEach(field -> out.printf("  %-12s %10d%n", field.getKey(), field.getValue().asLong()));
        ledger.path("reasons").properties().forEach(fate -> fate.getValue().properties().forEach(
                reason -> out.printf("  %s because of \"%s\": %d%n", fate.getKey(), reason.getKey(),
                        reason.getValue().asLong())));
        out.println(ledger.path("balances").asBoolean() ? "  the books balance" : "  THE BOOKS DO NOT BALANCE");
    }

    /** Names come from miners: nothing in them may move the cursor. */
    static String clean(String text) {
        return text.replaceAll("[\\p{Cc}\\p{Cf}]", "?");
    }
}
