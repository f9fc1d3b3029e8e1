package io.sluice.app.sandbox;

import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import io.sluice.mining.bitcoin.Address;
import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.MalformedAddress;
import io.sluice.mining.bitcoin.MalformedTransaction;

/**
 * The RPC methods that the sandbox knows.
 *
 * <p>Belongs to the sandbox's thread.
 */
final class SandboxMethods {

    private static final int MOST_GENERATED = 1_000;

    private final SandboxChain chain;
    private final BlockJson blocks;
    private final Map<String, Method> methods;

    private interface Method {
        JsonNode call(Params params) throws RpcError;
    }

    SandboxMethods(SandboxChain chain) {
        this.chain = chain;
        this.blocks = new BlockJson(chain);
        this.methods = Map.ofEntries(
                Map.entry("getblocktemplate", this::getBlockTemplate),
                Map.entry("submitblock", this::submitBlock),
                Map.entry("preciousblock", this::preciousBlock),
                Map.entry("getbestblockhash", _ -> hash(chain.tip().hash())),
                Map.entry("getblockcount", _ -> IntNode.valueOf(chain.tip().height())),
                Map.entry("getblockhash", this::getBlockHash),
                Map.entry("getblock", this::getBlock),
                Map.entry("getblockheader", this::getBlockHeader),
                Map.entry("getblockchaininfo", _ -> blocks.chainInfo()),
                Map.entry("getmininginfo", _ -> blocks.miningInfo()),
                Map.entry("getnetworkinfo", _ -> networkInfo()),
                Map.entry("getrawmempool", _ -> rawMempool()),
                Map.entry("getrawtransaction", this::getRawTransaction),
                Map.entry("validateaddress", this::validateAddress),
                Map.entry("generate", this::generate));
    }

    JsonNode call(String name, Params params) throws RpcError {
        Method method = methods.get(name);
        if (method == null) {
            throw new RpcError(RpcError.METHOD_NOT_FOUND, "Method not found");
        }
        return method.call(params);
    }

    private JsonNode getBlockTemplate(Params params) throws RpcError {
        JsonNode request = params.at(0, "template_request");
        JsonNode mode = request.path("mode");
        if (mode.isTextual() && mode.textValue().equals("proposal")) {
            return propose(request.path("data"));
        }
        if (!mode.isMissingNode() && !(mode.isTextual() && mode.textValue().equals("template"))) {
            throw new RpcError(RpcError.INVALID_PARAMETER, "Invalid mode");
        }
        for (JsonNode rule : request.path("rules")) {
            if (rule.asText().equals("segwit")) {
                return TemplateJson.of(chain.template(), chain.settings().nBits());
            }
        }
        throw new RpcError(RpcError.INVALID_PARAMETER,
                "getblocktemplate must be called with the segwit rule set (call with {\"rules\": [\"segwit\"]})");
    }

    private JsonNode propose(JsonNode data) throws RpcError {
        if (!data.isTextual()) {
            throw new RpcError(RpcError.WRONG_TYPE, "Missing data String key for proposal");
        }
        try {
            Optional<String> reason = chain.propose(Params.block(data.textValue()));
            return reason.<JsonNode>map(TextNode::valueOf).orElse(NullNode.instance);
        } catch (MalformedTransaction malformed) {
            throw new RpcError(RpcError.NOT_DECODABLE, "Block decode failed");
        }
    }

    private JsonNode submitBlock(Params params) throws RpcError {
        return switch (chain.submit(Params.block(params.text(0, "hexdata")))) {
            case SubmitVerdict.Accepted _ -> NullNode.instance;
            case SubmitVerdict.Aside _ -> TextNode.valueOf("inconclusive");
            case SubmitVerdict.Rejected(String reason) -> TextNode.valueOf(reason);
            case SubmitVerdict.Undecodable(String why) -> throw new RpcError(RpcError.NOT_DECODABLE, why);
        };
    }

    private JsonNode preciousBlock(Params params) throws RpcError {
        chain.prefer(find(params).hash());
        return NullNode.instance;
    }

    private JsonNode getBlockHash(Params params) throws RpcError {
        int height = params.number(0, "height", -1);
        return hash(chain.blockAt(height)
                .orElseThrow(() -> new RpcError(RpcError.INVALID_PARAMETER, "Block height out of range")).hash());
    }

    private JsonNode getBlock(Params params) throws RpcError {
        SandboxBlock block = find(params);
        return params.verbosity(1, "verbosity", 1) == 0
                ? TextNode.valueOf(block.block().serialize().toHex())
                : blocks.block(block);
    }

    private JsonNode getBlockHeader(Params params) throws RpcError {
        SandboxBlock block = find(params);
        return params.verbosity(1, "verbose", 1) == 0
                ? TextNode.valueOf(block.block().header().serialize().toHex())
                : blocks.header(block);
    }

    private JsonNode getRawTransaction(Params params) throws RpcError {
        BlockHash txid = params.hash(0, "txid");
        MempoolTransaction found = chain.transaction(txid).orElseThrow(() -> new RpcError(
                RpcError.NOT_FOUND, "No such mempool or blockchain transaction"));
        if (params.verbosity(1, "verbosity", 0) == 0) {
            return TextNode.valueOf(found.raw().toHex());
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("txid", found.txid().toDisplay());
        json.put("hash", found.wtxid().toDisplay());
        json.put("size", found.raw().length());
        json.put("weight", found.weight());
        json.put("hex", found.raw().toHex());
        return json;
    }

    private JsonNode rawMempool() {
        ArrayNode txids = JsonNodeFactory.instance.arrayNode();
        chain.waiting().forEach(transaction -> txids.add(transaction.txid().toDisplay()));
        return txids;
    }

    private JsonNode validateAddress(Params params) throws RpcError {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        try {
            Address address = Address.parse(params.text(0, "address"), chain.settings().network());
            json.set("isvalid", BooleanNode.TRUE);
            json.put("address", address.text());
            json.put("scriptPubKey", address.script().toHex());
        } catch (MalformedAddress malformed) {
            json.set("isvalid", BooleanNode.FALSE);
            json.put("error", malformed.getMessage());
        }
        return json;
    }

    /** Blocks found by somebody else, with all that waits; Bitcoin Core has this no more, other nodes do. */
    private JsonNode generate(Params params) throws RpcError {
        int count = params.number(0, "nblocks", 1);
        if (count < 1 || count > MOST_GENERATED) {
            throw new RpcError(RpcError.INVALID_PARAMETER, "1 to " + MOST_GENERATED + " blocks at a time");
        }
        ArrayNode hashes = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < count; i++) {
            hashes.add(chain.mine().hash().toDisplay());
        }
        return hashes;
    }

    private static JsonNode networkInfo() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("version", 300_000);
        json.put("subversion", "/Sluice sandbox/");
        json.put("protocolversion", 70_016);
        json.put("connections", 1);
        json.put("networkactive", true);
        json.putArray("warnings");
        return json;
    }

    private SandboxBlock find(Params params) throws RpcError {
        return chain.block(params.hash(0, "blockhash"))
                .orElseThrow(() -> new RpcError(RpcError.NOT_FOUND, "Block not found"));
    }

    private static TextNode hash(BlockHash hash) {
        return TextNode.valueOf(hash.toDisplay());
    }
}
