package io.sluice.app.wiring;

import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.sluice.datum.link.DatumState;
import io.sluice.datum.link.LinkFault;
import io.sluice.datum.link.LinkStatus;
import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.ledger.ShareFate;
import io.sluice.mining.ledger.ShareLedger;
import io.sluice.mining.ledger.Tally;

/** The whole state of a gateway, as JSON. */
final class StatusReport {

    private StatusReport() {}

    static ObjectNode json(
            Network network,
            Optional<LinkStatus> link,
            String work,
            BlockCounts blocks,
            Roster roster,
            ShareLedger ledger) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("network", network.name());
        pool(link, json.putObject("pool"));
        json.putObject("work").put("words", work);
        json.putObject("blocks")
                .put("found", blocks.found())
                .put("accepted", blocks.accepted())
                .put("lostRace", blocks.lostRace())
                .put("refused", blocks.refused());
        ArrayNode miners = json.putArray("miners");
        roster.miners().forEach(miner -> {
            ObjectNode row = miners.addObject()
                    .put("name", miner.name())
                    .put("protocol", miner.protocol())
                    .put("channel", miner.channel())
                    .put("connections", miner.connections())
                    .put("accepted", miner.accepted())
                    .put("rejected", miner.rejectedTotal());
            ObjectNode because = row.putObject("rejectedBecause");
            miner.rejected().forEach((reason, count) -> because.put(reason.words(), count));
        });
        json.set("ledger", ledger(ledger));
        return json;
    }

    /** The equation, by fate and by worker, with the reasons. */
    static ObjectNode ledger(ShareLedger ledger) {
        Tally total = ledger.total();
        ObjectNode json = tally(total);
        json.put("balances", total.balances());
        ObjectNode reasons = json.putObject("reasons");
        for (ShareFate fate : ShareFate.values()) {
            ledger.reasons(fate).forEach((reason, count) -> reasons.withObjectProperty(word(fate)).put(reason, count));
        }
        ObjectNode workers = json.putObject("workers");
        ledger.byWorker().forEach((worker, tally) -> workers.set(worker, tally(tally)));
        return json;
    }

    private static ObjectNode tally(Tally tally) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("accepted", tally.accepted());
        for (ShareFate fate : ShareFate.values()) {
            json.put(word(fate), tally.of(fate));
        }
        return json;
    }

    private static void pool(Optional<LinkStatus> link, ObjectNode json) {
        if (link.isEmpty()) {
            json.put("words", "none: miners always work for you alone");
            return;
        }
        LinkStatus status = link.get();
        String words = status.address() + " is " + word(status.state()) + " since "
                + status.since().truncatedTo(ChronoUnit.SECONDS);
        json.put("words",
                words + trouble(status));
        json.put("address", status.address());
        json.put("state", word(status.state()));
        json.put("since", status.since().toString());
        json.put("connections", status.connections());
        json.put("lastFault", status.fault().map(LinkFault::sentence).orElse(""));
        json.put("unmatchedAnswers", status.shares().unmatched());
    }

    /** Why there is no connection; of no interest once there is one. */
    private static String trouble(LinkStatus status) {
        return status.state() == DatumState.READY
                ? ""
                : status.fault().map(fault -> "; the last connection ended: " + fault.sentence()).orElse("");
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
