package io.sluice.app.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;

/** The gateway's status in words, for people. */
final class StatusText {

    /** Longer names lose their middle: a worker's name is at the end, behind an address. */
    private static final int LONGEST_NAME = 80;
    private static final int NAME_BEGINNING = 30;

    private StatusText() {}

    static void print(JsonNode status, PrintWriter out) {
        out.println("network  " + status.path("network").asText());
        out.println("pool     " + status.path("pool").path("words").asText());
        out.println("work     " + status.path("work").path("words").asText());
        JsonNode blocks = status.path("blocks");
        out.println("blocks   found " + blocks.path("found").asLong() + ", accepted " + blocks.path("accepted").asLong()
                + ", lost races " + blocks.path("lostRace").asLong() + ", refused " + blocks.path("refused").asLong());
        if (status.has("certificate")) {
            out.println("keys     " + status.path("certificate").path("words").asText());
        }
        out.println();
        miners(status.path("miners"), out);
        out.println();
        ledger(status.path("ledger"), out);
    }

    /** Names come last: they are of any length, and of characters of any width. */
    private static void miners(JsonNode miners, PrintWriter out) {
        if (miners.isEmpty()) {
            out.println("no miner has come yet");
            return;
        }
        out.printf("%-9s %-9s %5s %10s %9s  %s%n", "proto", "channel", "conn", "accepted", "rejected", "miner");
        Map<String, Long> because = new TreeMap<>();
        miners.forEach(miner -> {
            out.printf("%-9s %-9s %5d %10d %9d  %s%n",
                    miner.path("protocol").asText(),
                    miner.path("channel").asText(),
                    miner.path("connections").asInt(),
                    miner.path("accepted").asLong(),
                    miner.path("rejected").asLong(),
                    shortened(clean(miner.path("name").asText())));
            miner.path("rejectedBecause").properties().forEach(
                    reason -> because.merge(reason.getKey(), reason.getValue().asLong(), Long::sum));
        });
        because.forEach((reason, count) -> out.printf("  rejected because of \"%s\": %d%n", reason, count));
    }

    private static String shortened(String name) {
        int length = name.codePointCount(0, name.length());
        return length <= LONGEST_NAME
                ? name
                : name.substring(0, name.offsetByCodePoints(0, NAME_BEGINNING)) + "…"
                        + name.substring(name.offsetByCodePoints(0, length - (LONGEST_NAME - 1 - NAME_BEGINNING)));
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
