package io.sluice.app.sandbox;

import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.CompactTarget;

/** Writes a template as {@code getblocktemplate} gives it (BIP 22, 23, 145), field by field as Bitcoin Core does. */
final class TemplateJson {

    private static final int VERSION = 0x2000_0000;

    private TemplateJson() {}

    static ObjectNode of(SandboxTemplate template, CompactTarget nBits) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putArray("capabilities").add("proposal");
        json.put("version", VERSION);
        json.putArray("rules").add("csv").add("!segwit").add("taproot");
        json.putObject("vbavailable");
        json.put("vbrequired", 0);
        json.put("previousblockhash", template.parent().hash().toDisplay());
        json.set("transactions", transactions(template));
        json.putObject("coinbaseaux");
        json.put("coinbasevalue", template.coinbaseValue());
        json.put("longpollid", template.parent().hash().toDisplay() + template.transactions().size());
        json.put("target", nBits.toTarget().toString());
        json.put("mintime", template.minTime());
        json.putArray("mutable").add("time").add("transactions").add("prevblock");
        json.put("noncerange", "00000000ffffffff");
        json.put("sigoplimit", BlockRules.MAX_SIGOPS);
        json.put("sizelimit", BlockRules.MAX_WEIGHT);
        json.put("weightlimit", BlockRules.MAX_WEIGHT);
        json.put("curtime", template.curTime());
        json.put("bits", nBits.toString());
        json.put("height", template.height());
        json.put("default_witness_commitment", template.commitment().script().toHex());
        return json;
    }

    private static ArrayNode transactions(SandboxTemplate template) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        Map<BlockHash, Integer> places = new HashMap<>();
        for (MempoolTransaction transaction : template.transactions()) {
            ObjectNode json = list.addObject();
            json.put("data", transaction.raw().toHex());
            json.put("txid", transaction.txid().toDisplay());
            json.put("hash", transaction.wtxid().toDisplay());
            ArrayNode depends = json.putArray("depends");
            transaction.parent().map(places::get).ifPresent(depends::add);
            json.put("fee", transaction.fee());
            json.put("sigops", transaction.sigops());
            json.put("weight", transaction.weight());
            // Counted from one: zero would be the coinbase.
            places.put(transaction.txid(), list.size());
        }
        return list;
    }
}
