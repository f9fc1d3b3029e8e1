package io.sluice.app.node;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.Network;
import io.sluice.mining.candidate.BlockTemplate;
import io.sluice.mining.candidate.TipHeader;
import io.sluice.mining.port.NodeTrouble;
import io.sluice.mining.port.TemplateSource;

/**
 * One of the operator's nodes as a source of work. Before the first template, and again after any trouble, the node is asked
 * which network it is on: a node may come back as another one.
 *
 * <p>Safe on any thread. Stages fail with {@link NodeTrouble} alone, and never wrapped.
 */
public final class BitcoinNode implements TemplateSource {

    private final NodeRpc rpc;
    private final Network network;
    private volatile boolean networkSeen;

    /** @param network the one to mine on; a node of another is refused */
    public BitcoinNode(NodeRpc rpc, Network network) {
        this.rpc = rpc;
        this.network = network;
    }

    /** Asks a node about its chain: the first question to a node, before it is known which network to mine on. */
    public static CompletionStage<NodeChain> chainOf(NodeRpc rpc) {
        return plain(ask(rpc, "getblockchaininfo", NodeChain::read));
    }

    /** As {@link #chainOf}, of this node. */
    public CompletionStage<NodeChain> chain() {
        return chainOf(rpc);
    }

    @Override
    public CompletionStage<BlockTemplate> template() {
        CompletionStage<BlockTemplate> template = networkSeen ? freshTemplate() : firstTemplate();
        return plain(template.whenComplete((_, trouble) -> networkSeen = trouble == null));
    }

    @Override
    public CompletionStage<BlockHash> bestBlock() {
        return plain(ask(rpc, "getbestblockhash", BitcoinNode::readHash)
                .whenComplete((_, trouble) -> networkSeen &= trouble == null));
    }

    @Override
    public CompletionStage<TipHeader> header(BlockHash block) {
        return plain(ask(rpc, "getblockheader", HeaderReader::read, TextNode.valueOf(block.toDisplay())));
    }

    /** Where it listens, for people. */
    public NodeAddress address() {
        return rpc.address();
    }

    @Override
    public String toString() {
        return "BitcoinNode[" + rpc.address() + ", " + network + "]";
    }

    private CompletionStage<BlockTemplate> firstTemplate() {
        return ask(rpc, "getblockchaininfo", NodeChain::read).thenCompose(seen -> seen.chain().equals(network.chain())
                ? freshTemplate()
                : CompletableFuture.failedStage(new NodeTrouble(rpc.sentences().about(
                        "is on the network \"" + seen.chain() + "\", but Sluice is set up for \"" + network.chain()
                                + "\": correct the network or the node in the configuration."))));
    }

    private CompletionStage<BlockTemplate> freshTemplate() {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        ArrayNode rules = request.putArray("rules").add("segwit");
        if (network.chain().equals(Network.SIGNET.chain())) {
            rules.add("signet");
        }
        return ask(rpc, "getblocktemplate", TemplateReader::read, request);
    }

    private static BlockHash readHash(JsonNode result) throws MalformedAnswer {
        ObjectNode named = JsonNodeFactory.instance.objectNode();
        named.set("hash", result);
        return Fields.of(named).hash("hash");
    }

    /** Takes a result apart. */
    private interface Reading<T> {
        T read(JsonNode result) throws MalformedAnswer;
    }

    private static <T> CompletionStage<T> ask(NodeRpc rpc, String method, Reading<T> reading, JsonNode... params) {
        return rpc.call(method, params).thenCompose(answer -> switch (answer) {
            case RpcAnswer.Result(JsonNode value) -> read(rpc, method, reading, value);
            case RpcAnswer.Refused(_, _, String sentence) -> CompletableFuture.failedStage(new NodeTrouble(sentence));
            case RpcAnswer.Failed(String sentence) -> CompletableFuture.failedStage(new NodeTrouble(sentence));
        });
    }

    private static <T> CompletionStage<T> read(NodeRpc rpc, String method, Reading<T> reading, JsonNode value) {
        try {
            return CompletableFuture.completedStage(reading.read(value));
        } catch (MalformedAnswer malformed) {
            return CompletableFuture.failedStage(new NodeTrouble(malformed.sentence(rpc.sentences(), method)));
        }
    }

    /** The same stage, failing with the trouble itself and not with a wrapper around it. */
    private static <T> CompletionStage<T> plain(CompletionStage<T> stage) {
        CompletableFuture<T> plain = new CompletableFuture<>();
        stage.whenComplete((value, failure) -> {
            if (failure == null) {
                plain.complete(value);
            } else {
                plain.completeExceptionally(
                        failure instanceof CompletionException wrapper && wrapper.getCause() != null
                                ? wrapper.getCause()
                                : failure);
            }
        });
        return plain;
    }
}
