package io.sluice.app.node;

import java.util.Set;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

import io.sluice.mining.bitcoin.BlockHash;
import io.sluice.wire.type.Bytes;

/**
 * Takes solved blocks to one node. A small machine may judge a full block for longer than a template takes: give the calls
 * {@link JdkHttpPost#PATIENT_TIMEOUT}.
 *
 * <p>Safe on any thread.
 */
public final class BlockSender {

    /** bcoin says "rejected: " before the words of BIP 22. */
    private static final String REJECTED = "rejected: ";
    private static final Set<String> LOST_RACES = Set.of(
            "inconclusive", "inconclusive-not-best-prevblk", "duplicate", "duplicate-inconclusive", "stale-prevblk",
            "stale-work");

    private final NodeRpc rpc;

    public BlockSender(NodeRpc rpc) {
        this.rpc = rpc;
    }

    /** Submits a block. The stage never fails. Sending the same block again is harmless. */
    public CompletionStage<BlockAnswer> submit(Bytes block) {
        return rpc.call("submitblock", TextNode.valueOf(block.toHex())).thenApply(BlockSender::read);
    }

    /**
     * Asks the node to build on this block rather than on another at its height. The stage never fails; it says whether the node
     * agreed.
     */
    public CompletionStage<Boolean> prefer(BlockHash block) {
        return rpc.call("preciousblock", TextNode.valueOf(block.toDisplay()))
                .thenApply(RpcAnswer.Result.class::isInstance);
    }

    /**
     * Asks whether a block is in the node's best branch: what {@code duplicate} means after a restart or a broken connection. The
     * stage never fails; without an answer it is false.
     */
    public CompletionStage<Boolean> isInBestBranch(BlockHash block) {
        return rpc.call("getblockheader", TextNode.valueOf(block.toDisplay())).thenApply(
                answer -> answer instanceof RpcAnswer.Result(JsonNode header)
                        && header.path("confirmations").asLong() > 0);
    }

    /** Where the node listens, for people. */
    public NodeAddress address() {
        return rpc.address();
    }

    @Override
    public String toString() {
        return "BlockSender[" + rpc.address() + "]";
    }

    private static BlockAnswer read(RpcAnswer answer) {
        return switch (answer) {
            case RpcAnswer.Result(JsonNode value) when value.isNull() -> new BlockAnswer.Accepted();
            case RpcAnswer.Result(JsonNode value) -> verdict(NodeSentences.quote(value.asText(value.toString())));
            case RpcAnswer.Refused(int code, _, String sentence) when code == NodeSentences.IN_WARMUP ->
                new BlockAnswer.Unreachable(sentence);
            case RpcAnswer.Refused(int code, String message, _) ->
                new BlockAnswer.Refused(message + " (error " + code + ")");
            case RpcAnswer.Failed(String sentence) -> new BlockAnswer.Unreachable(sentence);
        };
    }

    private static BlockAnswer verdict(String words) {
        String reason = words.startsWith(REJECTED) ? words.substring(REJECTED.length()) : words;
        return LOST_RACES.contains(reason) ? new BlockAnswer.LostRace(reason) : new BlockAnswer.Refused(reason);
    }
}
