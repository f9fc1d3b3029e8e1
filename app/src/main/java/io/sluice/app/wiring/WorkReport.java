package io.sluice.app.wiring;

import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Locale;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.sluice.mining.bitcoin.Address;
import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.candidate.Birth;
import io.sluice.mining.candidate.BlockCandidate;
import io.sluice.mining.candidate.BuiltCoinbase;
import io.sluice.mining.candidate.CoinbaseClass;
import io.sluice.mining.port.WorkAvailability;
import io.sluice.wire.type.Bytes;

/** Tells what is mined now, and whom its coinbases pay, output by output. Safe on any thread. */
final class WorkReport {

    private final Network network;
    private final Bytes ownScript;

    /** @param ownScript the operator's, to say which outputs are his own */
    WorkReport(Network network, Bytes ownScript) {
        this.network = network;
        this.ownScript = ownScript;
    }

    /** One line for people. */
    String words(WorkAvailability availability) {
        return switch (availability) {
            case WorkAvailability.Withheld(String why) -> "none: " + why;
            case WorkAvailability.Available(var candidate) -> "height " + candidate.tip().height() + ", "
                    + candidate.template().transactions().size() + " transactions, " + whom(candidate.birth());
        };
    }

    ObjectNode json(WorkAvailability availability) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("words", words(availability));
        json.put("available", availability instanceof WorkAvailability.Available);
        if (availability instanceof WorkAvailability.Available(var candidate)) {
            describe(candidate, json);
        }
        return json;
    }

    private void describe(BlockCandidate candidate, ObjectNode json) {
        json.put("height", candidate.tip().height());
        json.put("previousBlock", candidate.tip().prevHash().toDisplay());
        json.put("transactions", candidate.template().transactions().size());
        json.put("fees", candidate.template().totalFees());
        json.put("value", candidate.template().coinbaseValue());
        json.put("for", whom(candidate.birth()));
        json.put("made", candidate.born().truncatedTo(ChronoUnit.SECONDS).toString());
        json.put("coinbaserId", candidate.recipe().outputs().coinbaserId());
        boolean listed = candidate.recipe().outputs().payouts().stream()
                .anyMatch(out -> out.script().equals(ownScript));
        json.put("ownAddressInPoolsList", listed);
        ArrayNode coinbases = json.putArray("coinbases");
        for (CoinbaseClass coinbaseClass : EnumSet.allOf(CoinbaseClass.class)) {
            BuiltCoinbase built = candidate.coinbase(coinbaseClass);
            // Without payouts all classes are the blank one: once is enough.
            if (coinbaseClass == CoinbaseClass.BLANK || !built.payouts().isEmpty()) {
                coinbase(built, coinbaseClass, candidate, coinbases.addObject());
            }
        }
    }

    private void coinbase(BuiltCoinbase built, CoinbaseClass coinbaseClass, BlockCandidate candidate, ObjectNode json) {
        json.put("class", coinbaseClass.id() + " " + coinbaseClass.name().toLowerCase(Locale.ROOT));
        json.put("size", built.parts().size());
        ArrayNode outputs = json.putArray("outputs");
        for (BuiltCoinbase.Output output : built.outputs()) {
            long value = output.output().value();
            outputs.addObject()
                    .put("value", value)
                    .put("percent", 100.0 * value / candidate.template().coinbaseValue())
                    .put("for", owner(output, candidate.birth()))
                    .put("address", address(output.output().script()))
                    .put("script", output.output().script().toHex());
        }
    }

    private String owner(BuiltCoinbase.Output output, Birth birth) {
        boolean own = output.output().script().equals(ownScript);
        return switch (output.purpose()) {
            case PAYOUT -> own ? "payout (you)" : "payout";
            case REMAINDER -> own ? "you" : birth instanceof Birth.Pool ? "the pool" : "you";
            case DEAD -> "nobody";
            case EXTRANONCE -> "extranonce";
            case WITNESS_COMMITMENT -> "witness commitment";
        };
    }

    private String address(Bytes script) {
        return Address.of(script, network).map(Address::toString).orElse("script " + script.toHex());
    }

    private static String whom(Birth birth) {
        return birth instanceof Birth.Pool ? "for the pool" : "for you alone";
    }
}
