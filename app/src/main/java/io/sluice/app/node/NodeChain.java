package io.sluice.app.node;

import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.mining.bitcoin.Network;

/**
 * What a node says about its chain ({@code getblockchaininfo}).
 *
 * @param chain the node's name of its network, for example {@code main}
 * @param height of the best block
 * @param bestBlock hash of it
 * @param headers the height it knows headers up to
 * @param downloading whether it is still downloading the chain for the first time
 * @param progress how much of that is done, 0 to 1
 * @param pruned whether it throws away old blocks; harmless for mining
 */
public record NodeChain(
        String chain, int height, BlockHash bestBlock, int headers, boolean downloading, double progress,
        boolean pruned) {

    /** The network of that name, if it is one we know. */
    public Optional<Network> network() {
        return Network.ofChain(chain);
    }

    static NodeChain read(JsonNode result) throws MalformedAnswer {
        Fields fields = Fields.of(result);
        String chain = fields.text("chain");
        if (chain.isEmpty() || chain.length() > 40) {
            throw new MalformedAnswer("the chain has a name of " + chain.length() + " characters");
        }
        int height = (int) fields.number("blocks", 0, Integer.MAX_VALUE);
        return new NodeChain(
                NodeSentences.quote(chain),
                height,
                fields.hash("bestblockhash"),
                fields.has("headers") ? (int) fields.number("headers", 0, Integer.MAX_VALUE) : height,
                fields.flag("initialblockdownload"),
                Math.clamp(result.path("verificationprogress").asDouble(1), 0.0, 1.0),
                fields.flag("pruned"));
    }
}
